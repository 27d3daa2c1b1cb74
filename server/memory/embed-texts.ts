import { AppError, isAppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { cacheCounts } from "@/server/memory/cache-counts";
import { checkVectors } from "@/server/memory/check-vectors";
import { embeddingKey, findVectors, keepVectors } from "@/server/memory/embedding-cache";
import type { Embedder } from "@/server/models/resolve-embedder";

/** Of one request to a model: servers refuse more, and progress is seen in between. */
const mostTexts = 64;
const mostCharacters = 100_000;

export interface EmbedTexts {
  readonly embedder: Embedder;
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
  /** What all vectors have to have; undefined where there is none yet to compare with. */
  readonly dimension?: number;
}

export interface EmbeddedTexts {
  readonly vectors: readonly Float32Array[];
  /** How many of them were known. */
  readonly cached: number;
}

/** A vector of length 1 for each text, in their order. Those that were made before come from the cache. */
export async function embedTexts(database: Database, request: EmbedTexts): Promise<EmbeddedTexts> {
  const { embedder, texts, signal, dimension } = request;
  const keys = texts.map((text) => embeddingKey(embedder.maker, text));
  const known = await findVectors(database, [...new Set(keys)]);
  if (dimension !== undefined) for (const [key, { length }] of known) if (length !== dimension) known.delete(key);
  const missing = new Map<string, string>();
  for (const [place, key] of keys.entries()) if (!known.has(key)) missing.set(key, texts[place] as string);
  const cached = keys.filter((key) => known.has(key)).length;
  cacheCounts(database).add("embeddings", cached, texts.length - cached);
  let expected = dimension ?? known.values().next().value?.length;
  for (const batch of batchesOf([...missing])) {
    signal.throwIfAborted();
    const asked = batch.map(([, text]) => text);
    const answered = await ask(embedder, asked, signal);
    const vectors = checkVectors(embedder.id, answered, { count: asked.length, dimension: expected });
    expected ??= vectors[0]?.length;
    const made = new Map(batch.map(([key], place) => [key, vectors[place] as Float32Array]));
    await keepVectors(database, embedder.maker, made);
    for (const [key, vector] of made) known.set(key, vector);
  }
  return { vectors: keys.map((key) => known.get(key) as Float32Array), cached };
}

/** A text that does not fit says so, with its beginning: among a thousand passages nobody would find it. */
async function ask(embedder: Embedder, texts: readonly string[], signal: AbortSignal) {
  try {
    return await embedder.embed(texts, signal);
  } catch (error) {
    if (!isAppError(error) || (error.code !== "REQUEST_INVALID" && error.code !== "LIMIT_EXCEEDED")) throw error;
    const longest = texts.reduce((long, text) => (text.length > long.length ? text : long), "");
    throw new AppError(
      error.code,
      `${error.userMessage} The longest text of this batch has ${longest.length} characters.`,
      {
        hint: "If the model does not take texts of this length, split the documents into smaller passages.",
        details: { ...error.details, longest: longest.length, begins: longest.slice(0, 80) },
        cause: error,
      },
    );
  }
}

function batchesOf<T extends readonly [string, string]>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  let characters = 0;
  for (const item of items) {
    const last = batches.at(-1);
    const { length } = item[1];
    if (last === undefined || last.length >= mostTexts || characters + length > mostCharacters) {
      batches.push([item]);
      characters = length;
    } else {
      last.push(item);
      characters += length;
    }
  }
  return batches;
}
