import { AppError } from "@/nodes/core/app-error";
import { normalizeBaseUrl } from "./base-url";
import { findModel } from "./find-model";
import type { ModelEntry } from "./model-entry";
import { addressesOf } from "./model-entry";
import { refuseWhenOffline } from "./refuse-when-offline";
import { readRegistry } from "./registry";

export interface OllamaServer {
  /** With the key and headers of the entry that names the server. */
  readonly entry: ModelEntry;
  readonly address: string;
}

/** The Ollama of an entry's id or of an address; without either the first that is configured, else the local one. */
export async function ollamaServer(server: string | undefined, name: string): Promise<OllamaServer> {
  const found = await findServer(server, name);
  await refuseWhenOffline(found);
  return found;
}

async function findServer(server: string | undefined, name: string): Promise<OllamaServer> {
  if (server?.includes("://")) {
    const result = normalizeBaseUrl(server);
    if ("problem" in result)
      throw new AppError("REQUEST_INVALID", `The address "${server}" ${result.problem}.`, { field: "server" });
    const { models } = await readRegistry();
    const known = models.find(({ entry }) => entry.type === "ollama" && addressesOf(entry).includes(result.url));
    return { entry: known?.entry ?? { id: name, type: "ollama" }, address: result.url };
  }
  const entry = server === undefined ? await firstOllama() : (await findModel(server)).entry;
  if (entry !== undefined && entry.type !== "ollama") {
    throw new AppError(
      "REQUEST_INVALID",
      `The model "${entry.id}" is not on an Ollama server: only Ollama can pull and delete models.`,
      { field: "server" },
    );
  }
  const used = entry ?? { id: name, type: "ollama" as const };
  return { entry: used, address: addressesOf(used)[0] ?? "" };
}

async function firstOllama(): Promise<ModelEntry | undefined> {
  const { models } = await readRegistry();
  return models.find(({ entry }) => entry.type === "ollama")?.entry;
}
