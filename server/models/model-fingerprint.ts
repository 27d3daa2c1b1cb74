import { findModel } from "./find-model";
import { findGgufFile } from "./gguf/find-gguf-file";
import { ggufFingerprint } from "./gguf/gguf-fingerprint";
import { addressesOf, type ModelEntry } from "./model-entry";
import { isStarter } from "./starter";

/**
 * What tells the model that answers from others with its id: the file's contents, or its servers and its name there.
 * Undefined where the starter model may answer: it costs nothing, and its answers say whose they are.
 */
export async function modelFingerprint({
  model,
  fallback = [],
}: {
  readonly model: string;
  readonly fallback?: readonly string[];
}): Promise<string | undefined> {
  const entries = await Promise.all([model, ...fallback].map(async (id) => (await findModel(id)).entry));
  if (entries.some(isStarter)) return undefined;
  return (await Promise.all(entries.map(fingerprint))).join(" ");
}

async function fingerprint(entry: ModelEntry): Promise<string> {
  if (entry.type === "gguf") return `${entry.id} ${await ggufFingerprint(await findGgufFile(entry))}`;
  return `${entry.id} ${addressesOf(entry).join(",")} ${entry.model ?? entry.id}`;
}
