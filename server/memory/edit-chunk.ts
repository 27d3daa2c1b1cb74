import { openJson, sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { textWeights } from "@/server/memory/bm25";
import { collectionGone, readCollection } from "@/server/memory/collection-row";
import { embedTexts } from "@/server/memory/embed-texts";
import { forgetVectors } from "@/server/memory/embedding-cache";
import { chunkHash, countTerms } from "@/server/memory/insert-chunks";
import { usualLanguage } from "@/server/memory/languages";
import { embedderOf } from "@/server/memory/spaces";
import { checkLengths, countChange } from "@/server/memory/store-document";
import { termsOf } from "@/server/memory/terms";
import { vectorText } from "@/server/memory/vector-text";

interface ChunkRow {
  readonly id: number;
  readonly collection_id: string;
  readonly language: string | null;
  readonly text: string;
  readonly terms: string;
}

export interface EditChunk {
  readonly workspaceId: string;
  readonly chunkId: number;
  readonly text: string;
  readonly signal: AbortSignal;
}

/** Replaces the text of a passage, with its vector and its terms. Splitting the document again undoes it. Throws `NOT_FOUND`. */
export async function editChunk(database: Database, { workspaceId, chunkId, text, signal }: EditChunk): Promise<void> {
  if (text.trim() === "")
    throw new AppError("REQUEST_INVALID", "A passage needs a text.", {
      field: "text",
      hint: "To take it out, delete its document.",
    });
  checkLengths([{ text }]);
  const row = await read(database, workspaceId, chunkId);
  const collection = await readCollection(database, row.collection_id);
  if (collection === undefined) throw collectionGone();
  const embedder = await embedderOf(collection);
  const { vectors } = await embedTexts(database, {
    embedder,
    texts: [text],
    signal,
    dimension: collection.dimension ?? undefined,
  });
  const terms = termsOf(collection.id, text, row.language ?? usualLanguage);
  const vector = vectors[0] as Float32Array;
  const before = await database.transaction(async (session) => {
    const [space] = await session.execute<{ space_id: number | null }>(
      "select space_id from collections where id = $1 for update",
      [collection.id],
    );
    if (space?.space_id !== collection.space_id)
      throw new AppError("CONFLICT", `"${collection.name}" was embedded with another model meanwhile. Save once more.`);
    const [locked] = await session.execute<ChunkRow>("select terms, text from chunks where id = $1 for update", [
      chunkId,
    ]);
    if (locked === undefined) throw notThere(chunkId);
    await session.execute(
      `update chunks set text = $2, hash = $3, terms = $4::int[], weights = $5::sparsevec, is_edited = true where id = $1`,
      [chunkId, sealJson(text), chunkHash(collection.id, text), [...terms.counts.keys()], textWeights(terms)],
    );
    // Vectors of a space that is being filled are made anew.
    await session.execute("delete from chunk_vectors where chunk_id = $1 and space_id <> $2", [
      chunkId,
      space.space_id,
    ]);
    await session.execute("update chunk_vectors set embedding = $3::vector where chunk_id = $1 and space_id = $2", [
      chunkId,
      space.space_id,
      vectorText(vector),
    ]);
    const counted = { collectionId: collection.id, workspaceId: collection.workspace_id };
    await countTerms(session, counted, [{ counts: countsOf(locked.terms) }], -1);
    await countTerms(session, counted, [terms], 1);
    await countChange(session, collection.id, { documents: 0, chunks: 0 });
    return openJson(locked.text) as string;
  });
  if (before !== text && collection.maker !== null) await forgetVectors(database, collection.maker, [before]);
}

async function read(database: Database, workspaceId: string, chunkId: number): Promise<ChunkRow> {
  const [row] = await database.execute<ChunkRow>(
    `select c.id, c.collection_id, d.language, c.text, c.terms from chunks c join documents d on d.id = c.document_id
     where c.id = $1 and c.workspace_id = $2 and c.generation = d.generation`,
    [chunkId, workspaceId],
  );
  if (row === undefined) throw notThere(chunkId);
  return row;
}

function notThere(chunkId: number): AppError {
  return new AppError("NOT_FOUND", `There is no passage ${chunkId} any more: its document was changed or deleted.`);
}

/** Lists come as Postgres writes them: `{1,2}`. */
function countsOf(terms: string): Map<number, number> {
  return new Map((terms.match(/\d+/g) ?? []).map((term) => [Number(term), 1]));
}
