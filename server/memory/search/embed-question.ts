import type { Database } from "@/server/db/open-database";
import type { CollectionRow } from "@/server/memory/collection-row";
import { embedTexts } from "@/server/memory/embed-texts";
import { embedderOf } from "@/server/memory/spaces";

/** Characters of a question: what comes after them would not change what is near. */
const mostCharacters = 8_000;

export interface EmbeddedQuestion {
  readonly vector: Float32Array;
  readonly model: string;
  /** It was known. */
  readonly isCached: boolean;
}

/** What is asked, cut to what counts. */
export function questionOf(query: string): string {
  return query.slice(0, mostCharacters).trim();
}

/** The question as a vector of the collection's space. Throws `CONFLICT` where the model that made its vectors has changed. */
export async function embedQuestion(
  database: Database,
  collection: CollectionRow,
  query: string,
  signal: AbortSignal,
): Promise<EmbeddedQuestion> {
  const embedder = await embedderOf(collection);
  const dimension = collection.dimension ?? undefined;
  const { vectors, cached } = await embedTexts(database, { embedder, texts: [questionOf(query)], signal, dimension });
  return { vector: vectors[0] as Float32Array, model: embedder.id, isCached: cached > 0 };
}
