import { performance } from "node:perf_hooks";
import type { AppError, ErrorCode } from "@/nodes/core/app-error";
import { toAppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import type { ChatReply, ChatRequest } from "@/nodes/core/node-runner";
import { mayHaveArrived } from "@/server/security/network-error";
import { whereOf } from "./asked";
import { hostAndPort } from "./base-url";
import { startDeadlines } from "./deadlines";
import { emptyAnswer } from "./empty-answer";
import { acquireSlot } from "./endpoint-queue";
import { estimateUsage } from "./estimate-usage";
import { recordAnswer, recordFailure } from "./last-use";
import type { ModelEntry } from "./model-entry";
import { addressesOf, limitsOf, maxConcurrentOf, nameOnServer } from "./model-entry";
import type { ProviderReply, Sampling } from "./providers/provider";
import { providerOf } from "./providers/provider-of";
import { refuseWhenOffline } from "./refuse-when-offline";
import { isStarter } from "./starter";

export interface EntryCall {
  readonly entry: ModelEntry;
  readonly sampling: Sampling;
  readonly request: ChatRequest;
  readonly fairnessKey: string;
}

/** A call that failed: whether its text was already shown decides if another model may answer instead. */
export interface FailedCall {
  readonly error: AppError;
  readonly hasStreamed: boolean;
  /** The host that may have heard of the call, as attributes of its span. */
  readonly server: JsonObject;
}

/** One call to one registry entry: waits for a place, keeps the time limits, measures, and sets the span's attributes. */
export async function callEntry(call: EntryCall): Promise<ChatReply | FailedCall> {
  const { entry, request } = call;
  const slot = await acquireSlot({
    addresses: addressesOf(entry),
    limit: maxConcurrentOf(entry),
    fairnessKey: call.fairnessKey,
    signal: request.signal,
    onQueue: request.onQueue,
  });
  const set = (attributes: JsonObject) => request.span?.set(attributes);
  const deadlines = startDeadlines(limitsOf(entry), request.signal, whereOf({ entry, address: slot.address }));
  let startedAt = performance.now();
  let firstPieceAt: number | undefined;
  let hasStreamed = false;
  set({ ...requestAttributes(call), "heddle.queue_ms": round(slot.queuedMs) });
  try {
    await refuseWhenOffline({ entry, address: slot.address });
    if (entry.type !== "gguf") request.span?.set(serverAttributes(entry, slot.address), "now");
    const reply = await (await providerOf(entry.type)).chat({
      entry,
      address: slot.address,
      sampling: call.sampling,
      request,
      signal: deadlines.signal,
      set,
      async pauseFor(work) {
        const result = await deadlines.pauseFor(work);
        startedAt = performance.now();
        return result;
      },
      onPiece() {
        deadlines.touch();
        firstPieceAt ??= performance.now();
      },
      onText(text) {
        hasStreamed = true;
        request.onText?.(text);
      },
    });
    set(serverAttributes(entry, slot.address));
    const timing = measure(startedAt, firstPieceAt, performance.now(), reply);
    const usage = reply.usage ?? estimateUsage(request, reply);
    set({ ...replyAttributes(reply, usage), ...timing.attributes });
    const isEmpty = reply.text === "" && reply.toolCalls.length === 0;
    if (isEmpty) throw emptyAnswer({ entry, address: slot.address }, reply, usage.outputTokens);
    recordAnswer(entry.id, timing.figures);
    slot.release("answered");
    return {
      text: reply.text,
      toolCalls: reply.toolCalls,
      finishReason: reply.finishReason,
      usage: { ...usage, modelCalls: 1 },
      model: entry.id,
    };
  } catch (thrown) {
    const error = toAppError(thrown);
    const isCanceled = request.signal.aborted;
    // What is said here is listed as contacted: a host that was refused or has no address must not be.
    const server = mayHaveArrived(thrown) ? serverAttributes(entry, slot.address) : {};
    slot.release(!isCanceled && mayAnotherEndpointAnswer(error) ? "failed" : "unknown");
    if (isCanceled) {
      set(server);
      throw request.signal.reason;
    }
    recordFailure(entry.id, error);
    return { error, hasStreamed, server };
  } finally {
    deadlines.stop();
  }
}

const endpointFailures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "MODEL_UNAVAILABLE",
  "NETWORK_FAILED",
  "RATE_LIMITED",
  "TIMED_OUT",
  "UPSTREAM_FAILED",
]);

/** Whether the failure is one of the endpoint, so that a sibling may do better. */
export function mayAnotherEndpointAnswer({ code }: AppError): boolean {
  return endpointFailures.has(code);
}

const providerNames = {
  lm_studio: "lm_studio",
  ollama: "ollama",
  custom: "openai_compatible",
  gguf: "llama_cpp",
} as const;

function serverAttributes(entry: ModelEntry, address: string): JsonObject {
  if (entry.type === "gguf") return {};
  const { host, port } = hostAndPort(address);
  return { "server.address": host, "server.port": port };
}

function requestAttributes({ entry, sampling }: EntryCall): JsonObject {
  return {
    "heddle.model": entry.id,
    ...(isStarter(entry) ? { "heddle.starter": true } : {}),
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": providerNames[entry.type],
    "gen_ai.request.model": nameOnServer(entry),
    ...(sampling.temperature === undefined ? {} : { "gen_ai.request.temperature": sampling.temperature }),
    ...(sampling.topP === undefined ? {} : { "gen_ai.request.top_p": sampling.topP }),
    ...(sampling.maxTokens === undefined ? {} : { "gen_ai.request.max_tokens": sampling.maxTokens }),
    ...(sampling.seed === undefined ? {} : { "gen_ai.request.seed": sampling.seed }),
  };
}

function replyAttributes(reply: ProviderReply, usage: { inputTokens: number; outputTokens: number }): JsonObject {
  return {
    "gen_ai.usage.input_tokens": usage.inputTokens,
    "gen_ai.usage.output_tokens": usage.outputTokens,
    "gen_ai.response.finish_reasons": [reply.finishReason],
    ...(reply.responseModel === undefined ? {} : { "gen_ai.response.model": reply.responseModel }),
    ...(reply.usage === undefined ? { "heddle.usage_estimated": true } : {}),
    ...(reply.reasoning === "" ? {} : { "heddle.reasoning_characters": reply.reasoning.length }),
  };
}

function measure(startedAt: number, firstPieceAt: number | undefined, endedAt: number, reply: ProviderReply) {
  const timeToFirstTokenMs = round((firstPieceAt ?? endedAt) - startedAt);
  const writingMs = endedAt - (firstPieceAt ?? endedAt);
  const tokens = reply.usage?.outputTokens ?? 0;
  // The first token is there when the time begins.
  const tokensPerSecond = tokens > 1 && writingMs > 0 ? round(((tokens - 1) / writingMs) * 1000) : undefined;
  const attributes: JsonObject = { "heddle.time_to_first_token_ms": timeToFirstTokenMs };
  if (tokensPerSecond !== undefined) attributes["heddle.tokens_per_second"] = tokensPerSecond;
  return {
    attributes,
    figures: { timeToFirstTokenMs, ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }) },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
