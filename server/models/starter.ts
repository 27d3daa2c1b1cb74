import { normalize } from "node:path";
import type { ModelEntry } from "./model-entry";

/** The files in `models/` that come with Heddle. */
const starterFile = "starter.gguf";
const starterEmbedFile = "starter-embed.gguf";

/**
 * Whether an entry is the tiny model that comes with Heddle, under whatever id. It answers where nothing better is
 * configured, and never in the place of another model.
 */
export function isStarter({ type, path }: Pick<ModelEntry, "type" | "path">): boolean {
  return type === "gguf" && isFile(path, starterFile);
}

/** The same for the tiny model that makes embeddings. */
export function isStarterEmbed({ type, path }: Pick<ModelEntry, "type" | "path">): boolean {
  return type === "gguf" && isFile(path, starterEmbedFile);
}

/** In `models/`, however the path is written. */
function isFile(path: string | undefined, file: string): boolean {
  return path !== undefined && normalize(path) === file;
}
