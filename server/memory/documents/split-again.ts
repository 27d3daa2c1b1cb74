import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { findCollection } from "@/server/memory/collection-row";
import { getDocument } from "@/server/memory/documents/get-document";
import type { Job } from "@/server/memory/jobs/job-view";
import { startJob } from "@/server/memory/jobs/start-job";

/**
 * Splits a document, or all documents of a collection, with the collection's settings of today, as a job. What was edited in
 * chunks is lost. Throws `NOT_FOUND`, and `CONFLICT` while such a job is under way.
 */
export async function splitAgain(
  database: Database,
  workspaceId: string,
  collection: string,
  documentId?: string,
): Promise<Job> {
  const { id: collectionId, name } = await findCollection(database, workspaceId, collection);
  if (documentId !== undefined) await getDocument(database, workspaceId, documentId, collectionId);
  const open = await database.execute(
    "select id from memory_jobs where collection_id = $1 and kind = 'split' and status in ('queued', 'running')",
    [collectionId],
  );
  if (open.length > 0)
    throw new AppError("CONFLICT", `"${name}" is being split already.`, {
      hint: "Wait until that is done, or cancel it first.",
    });
  return startJob(database, { workspaceId, kind: "split", collectionId, documentId });
}
