import { AppError, toAppError } from "@/nodes/core/app-error";
import type { JsonValue } from "@/nodes/core/json";
import type { ChatReply, ChatRequest, Model } from "@/nodes/core/node-runner";
import { callEntry, type FailedCall, mayAnotherEndpointAnswer } from "./call-entry";
import { contextLengthOf } from "./context-length";
import { findModel } from "./find-model";
import type { ModelEntry } from "./model-entry";
import { addressesOf, canOnlyEmbed, capabilitiesOf } from "./model-entry";
import type { Sampling } from "./providers/provider";

/** A model as a `model` node asks for it. */
export interface ModelRequest extends Sampling {
  /** Id in the registry, or `default`. */
  readonly model: string;
  /** Ids that are tried in order when the model cannot answer and nothing of its answer was shown yet. */
  readonly fallback?: readonly string[];
}

export interface ResolveOptions {
  /** Waiting calls are served in turn by this key; runs give their id. */
  readonly fairnessKey?: string;
}

/** Throws `MODEL_NOT_FOUND` when neither the model nor one of its fallbacks is configured. */
export async function resolveModel(request: ModelRequest, options: ResolveOptions = {}): Promise<Model> {
  const { model, fallback = [], ...sampling } = request;
  const entries = await configured([model, ...fallback]);
  const first = entries[0];
  return {
    id: first.id,
    capabilities: new Set(capabilitiesOf(first)),
    ...(sampling.maxTokens === undefined ? {} : { maxTokens: sampling.maxTokens }),
    contextLength: (signal) => contextLengthOf(first, signal),
    chat: (chatRequest) => chat(entries, sampling, chatRequest, options.fairnessKey ?? ""),
  };
}

/** The entries of those ids that exist, at least one. */
async function configured(ids: readonly string[]): Promise<readonly [ModelEntry, ...ModelEntry[]]> {
  const found = await Promise.allSettled([...new Set(ids)].map(findModel));
  const entries = found.flatMap((result) => (result.status === "fulfilled" ? [result.value.entry] : []));
  const [first, ...others] = entries;
  if (first !== undefined && canOnlyEmbed(first)) throw onlyEmbeds(first);
  if (first !== undefined) return [first, ...others];
  throw found.find((result) => result.status === "rejected")?.reason;
}

function onlyEmbeds({ id }: ModelEntry): AppError {
  return new AppError("MODEL_NOT_FOUND", `The model "${id}" makes embeddings and answers no messages.`, {
    hint: 'Choose one that can chat, or "default".',
  });
}

async function chat(
  entries: readonly ModelEntry[],
  sampling: Sampling,
  request: ChatRequest,
  fairnessKey: string,
): Promise<ChatReply> {
  const failures: Failure[] = [];
  for (const entry of entries) {
    // An endpoint that failed is passed over in the next round, so that each is tried once.
    for (let tries = addressesOf(entry).length; tries > 0; tries -= 1) {
      const result = await callEntry({ entry, sampling, request: fitted(request, entry), fairnessKey });
      if (!("error" in result)) return result;
      failures.push({ model: entry.id, error: result.error, server: result.server });
      if (result.hasStreamed || !mayOthersAnswer(result.error)) throw givenUp(failures, request);
      request.span?.set({
        "heddle.failed_attempts": failures.map(describe),
        "heddle.earlier_hosts": hostsOf(failures),
      });
      if (!mayAnotherEndpointAnswer(result.error)) break;
    }
  }
  throw givenUp(failures, request);
}

interface Failure {
  readonly model: string;
  readonly error: AppError;
  readonly server: FailedCall["server"];
}

/** Beside the host of the call that ended it, those that were asked before are listed as contacted too. */
function givenUp(failures: readonly Failure[], { span }: ChatRequest): AppError {
  span?.set({ ...failures.at(-1)?.server, "heddle.earlier_hosts": hostsOf(failures.slice(0, -1)) });
  return withAttempts(failures);
}

function hostsOf(failures: readonly Failure[]): string[] {
  return failures.flatMap(({ server }) =>
    server["server.address"] === undefined ? [] : [`${server["server.address"]}:${server["server.port"]}`],
  );
}

/** A fallback without a schema mode is asked for the schema in words. */
function fitted(request: ChatRequest, entry: ModelEntry): ChatRequest {
  const { responseSchema, ...rest } = request;
  if (responseSchema === undefined || capabilitiesOf(entry).includes("json_schema")) return request;
  const content = `Answer with one JSON value that fits this JSON Schema, and nothing else:\n${JSON.stringify(responseSchema.schema)}`;
  return { ...rest, messages: [{ role: "system", content }, ...request.messages] };
}

/** What is wrong with the request itself stays wrong elsewhere. */
function mayOthersAnswer({ code }: AppError): boolean {
  return code !== "REQUEST_INVALID" && code !== "CANCELED" && code !== "INTERNAL";
}

function describe({ model, error }: Failure): JsonValue {
  return { model, code: error.code, message: error.userMessage };
}

/** The first failure is what the author has to mend; the others are told with it. */
function withAttempts(failures: readonly Failure[]): AppError {
  const [first, ...others] = failures;
  if (first === undefined) return toAppError(new Error("No endpoint is configured."));
  const last = others.at(-1);
  if (last === undefined) return first.error;
  const told = others.map(({ error }) => error.userMessage).join(" Then: ");
  return new AppError(first.error.code, `${first.error.message} Then: ${told}`, {
    retryable: failures.some(({ error }) => error.retryable),
    details: { ...first.error.details, attempts: failures.map(describe) },
    cause: first.error,
    ...(first.error.hint === undefined ? {} : { hint: first.error.hint }),
  });
}
