import { sealJson } from "@/drizzle/schema/sealed";
import type { DatabaseSession } from "@/server/db/open-database";
import { textWeights } from "@/server/memory/bm25";
import { type TextTerms, termsOf } from "@/server/memory/terms";
import { vectorText } from "@/server/memory/vector-text";
import { keyedHash } from "@/server/security/keyed-hash";

/** A passage that is about to be stored. */
export interface ChunkToStore {
  readonly documentId: string;
  readonly generation: number;
  readonly position: number;
  readonly text: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly language: string;
  readonly vector: Float32Array;
}

export interface ChunkTarget {
  readonly collectionId: string;
  readonly workspaceId: string;
  readonly spaceId: number;
}

/** Characters of a passage: more are no passage, and their terms would not fit a row. */
export const longestChunk = 100_000;

/** Chunks with their vectors and terms, in a transaction that is open. */
export async function insertChunks(
  session: Pick<DatabaseSession, "execute">,
  { collectionId, workspaceId, spaceId }: ChunkTarget,
  chunks: readonly ChunkToStore[],
): Promise<void> {
  if (chunks.length === 0) return;
  const terms = chunks.map(({ text, language }) => termsOf(collectionId, text, language));
  await session.execute(
    `with given as (
       select * from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         as g(document_id, generation, position, text, details, hash, terms, weights, embedding)),
     stored as (
       insert into chunks (workspace_id, collection_id, document_id, generation, position, text, details, hash, terms, weights)
       select $10, $11, document_id, generation, position, text, details, hash, terms::int[], weights::sparsevec from given
       returning id, document_id, generation, position)
     insert into chunk_vectors (workspace_id, space_id, chunk_id, dimension, embedding)
     select $10, $12, s.id, $13, g.embedding::vector from stored s
       join given g using (document_id, generation, position)`,
    [
      chunks.map(({ documentId }) => documentId),
      chunks.map(({ generation }) => generation),
      chunks.map(({ position }) => position),
      chunks.map(({ text }) => sealJson(text)),
      chunks.map(({ details }) => (details === undefined ? null : sealJson(details))),
      chunks.map(({ text }) => chunkHash(collectionId, text)),
      terms.map(({ counts }) => `{${[...counts.keys()].join(",")}}`),
      terms.map(textWeights),
      chunks.map(({ vector }) => vectorText(vector)),
      workspaceId,
      collectionId,
      spaceId,
      chunks[0]?.vector.length ?? 0,
    ],
  );
  await countTerms(session, { collectionId, workspaceId }, terms, 1);
}

/** Keyed, so that equal passages are found and nobody can try which text one is. */
export function chunkHash(collectionId: string, text: string): string {
  return keyedHash("chunks", `${collectionId}\0${text}`);
}

/** In how many chunks each term is, after these were added (1) or taken away (-1). In rising order, so that two never wait for each other. */
export async function countTerms(
  session: Pick<DatabaseSession, "execute">,
  { collectionId, workspaceId }: Omit<ChunkTarget, "spaceId">,
  texts: readonly Pick<TextTerms, "counts">[],
  sign: 1 | -1,
): Promise<void> {
  const totals = new Map<number, number>();
  for (const { counts } of texts) for (const term of counts.keys()) totals.set(term, (totals.get(term) ?? 0) + sign);
  if (totals.size === 0) return;
  const terms = [...totals.keys()].sort((one, other) => one - other);
  await session.execute(
    `insert into collection_terms (workspace_id, collection_id, term, chunks)
     select $1, $2, term, chunks from unnest($3::int[], $4::int[]) as t(term, chunks) order by term
     on conflict (collection_id, term) do update set chunks = greatest(0, collection_terms.chunks + excluded.chunks)`,
    [workspaceId, collectionId, terms, terms.map((term) => totals.get(term) as number)],
  );
}
