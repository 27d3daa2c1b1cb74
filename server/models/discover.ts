import { existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { AppError, toAppError } from "@/nodes/core/app-error";
import type { ModelType } from "./model-entry";
import { addressesOf } from "./model-entry";
import type { AvailableModel } from "./providers/provider";
import { providerOf } from "./providers/provider-of";
import { readRegistry } from "./registry";

export interface Candidate {
  readonly server: string;
  readonly type: Exclude<ModelType, "gguf">;
  readonly base_url: string;
}

/** What was tried at one address, and what answered. */
export interface Discovered extends Candidate {
  readonly isFound: boolean;
  readonly latencyMs: number;
  readonly models: readonly AvailableModel[];
  /** Why nothing was found, in plain words. */
  readonly error?: string;
  readonly hint?: string;
  /** Ids of entries that use this address already. */
  readonly configured: readonly string[];
}

const ports = [
  { server: "LM Studio", type: "lm_studio", port: 1234 },
  { server: "Ollama", type: "ollama", port: 11434 },
  { server: "llama.cpp", type: "custom", port: 8080 },
] as const;

/** The usual servers of this machine; inside a container those of the machine around it too. */
export function usualCandidates(): readonly Candidate[] {
  const hosts = ["127.0.0.1", ...(existsSync("/.dockerenv") ? ["host.docker.internal"] : [])];
  return hosts.flatMap((host) =>
    ports.map(({ server, type, port }) => ({ server, type, base_url: `http://${host}:${port}/v1` })),
  );
}

/** Asks all candidates at once; none of them can delay the answer by more than `timeoutMs`. */
export async function discoverModels(
  candidates: readonly Candidate[] = usualCandidates(),
  timeoutMs = 1500,
): Promise<Discovered[]> {
  const { models } = await readRegistry();
  return await Promise.all(
    candidates.map(async (candidate) => {
      const configured = models
        .filter(({ entry }) => addressesOf(entry).includes(candidate.base_url))
        .map(({ entry }) => entry.id);
      return { ...candidate, configured, ...(await probe(candidate, timeoutMs)) };
    }),
  );
}

async function probe(
  candidate: Candidate,
  timeoutMs: number,
): Promise<Pick<Discovered, "isFound" | "latencyMs" | "models" | "error" | "hint">> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new AppError("TIMED_OUT", `${candidate.server} did not answer within ${timeoutMs} ms.`)),
    timeoutMs,
  );
  try {
    const entry = { id: candidate.server, type: candidate.type, base_url: candidate.base_url };
    const models = await (await providerOf(candidate.type)).listModels(entry, candidate.base_url, controller.signal);
    return { isFound: true, latencyMs: elapsed(), models };
  } catch (thrown) {
    const error = toAppError(thrown);
    // A server that wants a key is there.
    const isFound = error.code === "CREDENTIAL_REJECTED";
    return {
      isFound,
      latencyMs: elapsed(),
      models: [],
      error: plain(candidate, error),
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The sentence without the entry, which does not exist yet. */
function plain({ server, base_url }: Candidate, error: AppError): string {
  return error.userMessage.replace(`The model "${server}" at ${base_url}`, `${server} at ${base_url}`);
}
