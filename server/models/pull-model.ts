import { ollamaServer } from "./ollama-server";
import type { PullProgress } from "./providers/ollama";
import { pullOllamaModel } from "./providers/ollama";

export interface PullRequest {
  /** Ollama's name of the model: `llama3.2`, `qwen3:4b`. */
  readonly name: string;
  /** The id of an entry, or the address of a server. Default: the first Ollama that is configured, else the local one. */
  readonly server?: string;
}

/** Downloads a model to an Ollama server, with its progress; aborting cancels at once. */
export async function* pullModel(
  request: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const { entry, address } = await ollamaServer(request.server, request.name);
  yield* pullOllamaModel(entry, address, request.name, signal);
}
