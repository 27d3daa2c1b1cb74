import { openJson } from "@/drizzle/schema/sealed";
import { isAppError } from "@/nodes/core/app-error";
import { collectionGone, readCollection } from "@/server/memory/collection-row";
import { askReader } from "@/server/memory/ingest/reader-threads";
import { splitSettingsOf } from "@/server/memory/ingest/split-settings-of";
import { toNewChunks } from "@/server/memory/ingest/to-new-chunks";
import type { JobContext } from "@/server/memory/jobs/job";
import { storeDocument } from "@/server/memory/store-document";

const splittingMs = 60_000;

/**
 * Splits the documents of a collection again with its settings of today, one after the other; each is found with its old
 * chunks until its new ones are complete. What remembered texts are is not split.
 */
export async function splitDocuments(job: JobContext): Promise<void> {
  const { database, collectionId, documentId, signal, progress } = job;
  const collection = await readCollection(database, collectionId);
  if (collection === undefined) throw collectionGone();
  const split = splitSettingsOf(collection.settings);
  const documents = await database.execute<{ id: string }>(
    `select id from documents where collection_id = $1 and status = 'ready' and content is not null
       and origin->>'kind' <> 'run' and ($2::text is null or id = $2) order by id`,
    [collectionId, documentId],
  );
  for (const [done, { id }] of documents.entries()) {
    progress("splitting", done, documents.length);
    const [row] = await database.execute<{ content: string; media_type: string }>(
      "select content, media_type from documents where id = $1 and status = 'ready'",
      [id],
    );
    // Deleted meanwhile.
    if (row === undefined) continue;
    const text = openJson(row.content) as string;
    const { chunks } = await askReader(
      { kind: "split", text, mediaType: row.media_type, split },
      { signal, timeoutMs: splittingMs },
    );
    await storeDocument(database, { document: { id }, chunks: toNewChunks(chunks), signal }).catch((error: unknown) => {
      if (!isAppError(error) || error.code !== "NOT_FOUND") throw error;
    });
  }
  progress("splitting", documents.length, documents.length);
}
