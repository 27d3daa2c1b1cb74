import { ollamaServer } from "./ollama-server";
import { deleteOllamaModel } from "./providers/ollama";
import type { PullRequest } from "./pull-model";

/** Deletes a model's files from an Ollama server. Entries that name it stay. */
export async function deletePulledModel(request: PullRequest, signal: AbortSignal): Promise<void> {
  const { entry, address } = await ollamaServer(request.server, request.name);
  await deleteOllamaModel(entry, address, request.name, signal);
}
