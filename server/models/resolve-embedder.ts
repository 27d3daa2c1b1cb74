import { AppError } from "@/nodes/core/app-error";
import { whereOf } from "./asked";
import { startDeadlines } from "./deadlines";
import { acquireSlot } from "./endpoint-queue";
import { findModel } from "./find-model";
import { findGgufFile } from "./gguf/find-gguf-file";
import { ggufFingerprint } from "./gguf/gguf-fingerprint";
import type { ModelEntry } from "./model-entry";
import { addressesOf, capabilitiesOf, limitsOf, maxConcurrentOf, nameOnServer } from "./model-entry";
import { providerOf } from "./providers/provider-of";
import { refuseWhenOffline } from "./refuse-when-offline";
import { readRegistry } from "./registry";
import { isStarterEmbed } from "./starter";

/** A model that turns texts into vectors, near each other where the texts mean alike. */
export interface Embedder {
  /** Id in the registry. */
  readonly id: string;
  /**
   * What makes the vectors, to be kept with them: only vectors of the same maker can be compared. The id, and
   * for a file its fingerprint, for a server the model's name there.
   */
  readonly maker: string;
  /** One vector of length 1 for each text. Throws an `AppError` as a chat does; aborts with the signal's reason. */
  readonly embed: (texts: readonly string[], signal: AbortSignal) => Promise<readonly Float32Array[]>;
}

/**
 * The embedder of an id. `default` is the first entry that lists the capability `embeddings`; the tiny one that comes
 * with Heddle only where there is no other. Throws `MODEL_NOT_FOUND`.
 */
export async function resolveEmbedder(id = "default"): Promise<Embedder> {
  const entry = id === "default" ? await defaultEmbedder() : (await findModel(id)).entry;
  if (!canEmbed(entry))
    throw new AppError("MODEL_NOT_FOUND", `The model "${entry.id}" does not make embeddings.`, {
      hint: "Choose one with the capability embeddings, such as starter-embed.",
    });
  return { id: entry.id, maker: await makerOf(entry), embed: (texts, signal) => embed(entry, texts, signal) };
}

async function defaultEmbedder(): Promise<ModelEntry> {
  const { models } = await readRegistry();
  const able = models.map(({ entry }) => entry).filter(canEmbed);
  const chosen = able.find((entry) => !isStarterEmbed(entry)) ?? able[0];
  if (chosen !== undefined) return chosen;
  throw new AppError("MODEL_NOT_FOUND", "No model that makes embeddings is configured.", {
    hint: "Put starter-embed back into models.yaml, or add a model with the capability embeddings.",
  });
}

function canEmbed(entry: ModelEntry): boolean {
  return capabilitiesOf(entry).includes("embeddings");
}

async function makerOf(entry: ModelEntry): Promise<string> {
  if (entry.type !== "gguf") return `${entry.id} ${nameOnServer(entry)}`;
  return `${entry.id} ${await ggufFingerprint(await findGgufFile(entry))}`;
}

async function embed(
  entry: ModelEntry,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  if (texts.length === 0) return [];
  const slot = await acquireSlot({
    addresses: addressesOf(entry),
    limit: maxConcurrentOf(entry),
    fairnessKey: "",
    signal,
  });
  const asked = { entry, address: slot.address };
  const deadlines = startDeadlines(limitsOf(entry), signal, whereOf(asked));
  let outcome: "answered" | "unknown" = "unknown";
  try {
    await refuseWhenOffline(asked);
    const provider = await providerOf(entry.type);
    const vectors = await provider.embed({ ...asked, texts, signal: deadlines.signal });
    outcome = "answered";
    return vectors.map(ofLengthOne);
  } finally {
    slot.release(outcome);
    deadlines.stop();
  }
}

function ofLengthOne(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
