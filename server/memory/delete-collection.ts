import type { Database } from "@/server/db/open-database";
import { deleteFile } from "@/server/files/delete-file";
import { findCollection } from "@/server/memory/collection-row";
import { deleteChunks } from "@/server/memory/delete-chunks";

const perStep = 50;

/**
 * Deletes a collection with all documents, chunks, vectors, terms and jobs, and what the cache knows of its texts. Work
 * that is under way on it ends by itself with its next statement. Throws `NOT_FOUND`.
 */
export async function deleteCollection(database: Database, workspaceId: string, idOrSlug: string): Promise<void> {
  const { id } = await findCollection(database, workspaceId, idOrSlug);
  await database.execute(
    "update memory_jobs set cancel_requested = true where collection_id = $1 and status in ('queued', 'running')",
    [id],
  );
  // In steps: a large one at once would hold up everybody who uses the embedded database.
  for (let last = ""; ; ) {
    const documents = await database.execute<{ id: string; file: string | null }>(
      `select id, origin->>'fileId' as file from documents where collection_id = $1 and id > $2 order by id limit ${perStep}`,
      [id, last],
    );
    for (const document of documents) {
      await deleteChunks(database, document.id);
      if (document.file !== null) await deleteFile(database, workspaceId, document.file);
    }
    if (documents.length < perStep) break;
    last = documents.at(-1)?.id as string;
  }
  await database.execute("delete from collections where id = $1", [id]);
}
