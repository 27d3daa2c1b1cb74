import type { Passage, SearchRequest } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import type { CollectionRow } from "@/server/memory/collection-row";
import { type EmbeddedQuestion, embedQuestion, questionOf } from "@/server/memory/search/embed-question";
import { retrieve } from "@/server/memory/search/retrieve";

export interface SearchStages {
  /** Around the embedding of the question. */
  readonly embedding?: (work: () => Promise<EmbeddedQuestion>) => Promise<EmbeddedQuestion>;
  readonly retrieval?: (work: () => Promise<Passage[]>) => Promise<Passage[]>;
}

/** Embeds the question where that is asked for, and searches. Nothing is asked of a model where there is nothing to find. */
export async function searchCollection(
  database: Database,
  collection: CollectionRow,
  request: SearchRequest,
  signal: AbortSignal,
  { embedding = (work) => work(), retrieval = (work) => work() }: SearchStages = {},
): Promise<readonly Passage[]> {
  if (collection.chunks === 0 || questionOf(request.query) === "") return retrieval(async () => []);
  const isByWords = request.mode === "text";
  const vector = isByWords
    ? undefined
    : (await embedding(() => embedQuestion(database, collection, request.query, signal))).vector;
  return retrieval(() => retrieve(database, collection, { ...request, vector }));
}
