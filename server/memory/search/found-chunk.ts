/** A chunk that one way of searching found, the best first. */
export interface FoundChunk {
  readonly id: number;
  /** Cosine or BM25: comparable only within one search. */
  readonly score: number;
}

/**
 * Whether a chunk counts and its document fits the filter, asked of one chunk after the other: as a join the planner would
 * leave the index of the vectors for it.
 */
export function isFindable(chunkId: string, filter: string): string {
  return `(select true from chunks c join documents d on d.id = c.document_id
    where c.id = ${chunkId} and c.generation = d.generation
      and (${filter}::jsonb is null or d.metadata @> ${filter}::jsonb) limit 1)`;
}
