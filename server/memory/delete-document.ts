import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { deleteFile } from "@/server/files/delete-file";
import { deleteChunks } from "@/server/memory/delete-chunks";
import { countChange } from "@/server/memory/store-document";

/** Deletes a document with its chunks and vectors, and what the cache knows of its texts. Throws `NOT_FOUND`. */
export async function deleteDocument(
  database: Database,
  workspaceId: string,
  id: string,
  /** Where only one of this collection is meant. */
  collectionId?: string,
): Promise<void> {
  // First of all no search finds it any more.
  const isThere = await database.transaction(async (session) => {
    const [row] = await session.execute<{ collection_id: string; generation: number; chunks: number }>(
      `select d.collection_id, d.generation, d.chunks from documents d join collections c on c.id = d.collection_id
       where d.id = $1 and d.workspace_id = $2 and ($3::text is null or d.collection_id = $3) for update of c`,
      [id, workspaceId, collectionId ?? null],
    );
    if (row === undefined) return false;
    const counted = await session.execute(
      "update documents set generation = 0, chunks = 0, status = 'canceled', updated_at = now() where id = $1 and generation > 0 returning id",
      [id],
    );
    if (counted.length > 0) await countChange(session, row.collection_id, { documents: -1, chunks: -row.chunks });
    return true;
  });
  if (!isThere) throw new AppError("NOT_FOUND", `There is no document ${id}.`);
  await database.execute(
    "update memory_jobs set cancel_requested = true where document_id = $1 and status in ('queued', 'running')",
    [id],
  );
  await deleteChunks(database, id);
  const [gone] = await database.execute<{ file: string | null }>(
    "delete from documents where id = $1 returning origin->>'fileId' as file",
    [id],
  );
  if (gone?.file != null) await deleteFile(database, workspaceId, gone.file);
}
