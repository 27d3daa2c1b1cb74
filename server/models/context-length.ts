import { singleton } from "@/server/singleton";
import { addressesOf, type ModelEntry } from "./model-entry";
import { providerOf } from "./providers/provider-of";
import { refuseWhenOffline } from "./refuse-when-offline";

/** A server is asked once in this time. */
const keptMs = 600_000;
const mostMs = 2_000;

interface Known {
  readonly at: number;
  readonly length: Promise<number | undefined>;
}

const known = () => singleton("context-lengths", () => new Map<string, Known>());

/**
 * Tokens of a model's context: as its entry says, as its file says, or as its server tells (Ollama, LM Studio, llama.cpp).
 * Undefined where nobody knows; that is no error.
 */
export function contextLengthOf(entry: ModelEntry, signal: AbortSignal): Promise<number | undefined> {
  if (entry.context !== undefined) return Promise.resolve(entry.context);
  const key = JSON.stringify([entry.id, entry.type, entry.path, entry.model, addressesOf(entry)]);
  const there = known().get(key);
  if (there !== undefined && Date.now() - there.at < keptMs) return there.length;
  const length = ask(entry, signal).catch(() => {
    // It may answer next time.
    known().delete(key);
    return undefined;
  });
  known().set(key, { at: Date.now(), length });
  return length;
}

async function ask(entry: ModelEntry, signal: AbortSignal): Promise<number | undefined> {
  if (entry.type === "gguf") return (await import("./gguf/gguf-context")).ggufContext(entry);
  const [address = ""] = addressesOf(entry);
  await refuseWhenOffline({ entry, address });
  const provider = await providerOf(entry.type);
  const late = AbortSignal.any([signal, AbortSignal.timeout(mostMs)]);
  const models = await provider.listModels(entry, address, late);
  const name = entry.model ?? entry.id;
  return models.find((model) => model.name === name || model.name === `${name}:latest`)?.context;
}
