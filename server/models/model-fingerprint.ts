import { singleton } from "@/server/singleton";
import { findModel } from "./find-model";
import { findGgufFile } from "./gguf/find-gguf-file";
import { ggufFingerprint } from "./gguf/gguf-fingerprint";
import { addressesOf, type ModelEntry } from "./model-entry";
import { digestOfOllamaModel } from "./providers/ollama";
import { isStarter } from "./starter";

/**
 * What tells the model that answers from others with its id: the file's contents, or its servers and its name there, with
 * Ollama's digest of it; other servers tell nothing more.
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
  const digests = entry.type === "ollama" ? await Promise.all(addressesOf(entry).map((at) => digestAt(entry, at))) : [];
  return [entry.id, addressesOf(entry).join(","), entry.model ?? entry.id, ...digests].join(" ");
}

/** A model is not pulled between the nodes of one run. */
const askAgainMs = 5_000;

/** A server on this machine or in this network answers at once, or is not there. */
const patienceMs = 2_000;

interface KnownDigest {
  readonly askedAt: number;
  readonly digest: Promise<string>;
}

/** The digest that Ollama has of the model now; the last one that it told while it is not there, and empty before that. */
function digestAt(entry: ModelEntry, address: string): Promise<string> {
  const known = singleton("ollama-digests", () => new Map<string, KnownDigest>());
  const name = entry.model ?? entry.id;
  const key = `${address} ${name}`;
  const before = known.get(key);
  if (before !== undefined && performance.now() - before.askedAt < askAgainMs) return before.digest;
  const digest = digestOfOllamaModel(entry, address, name, AbortSignal.timeout(patienceMs)).then(
    (found) => found ?? "",
    () => before?.digest ?? "",
  );
  known.set(key, { askedAt: performance.now(), digest });
  return digest;
}
