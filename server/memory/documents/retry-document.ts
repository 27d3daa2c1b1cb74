import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import type { Document } from "@/server/memory/documents/document";
import { getDocument } from "@/server/memory/documents/get-document";
import { startJob } from "@/server/memory/jobs/start-job";

/** Reads and stores a document once more that failed or was canceled. Throws `CONFLICT` for any other. */
export async function retryDocument(database: Database, workspaceId: string, id: string): Promise<Document> {
  const { collectionId } = await getDocument(database, workspaceId, id);
  const [row] = await database.execute(
    `update documents set status = 'queued', error = null, updated_at = now()
     where id = $1 and status in ('failed', 'canceled') returning id`,
    [id],
  );
  if (row === undefined)
    throw new AppError("CONFLICT", "Only a document that failed or was canceled can be tried again.", {
      hint: "Split it again instead, or delete it and add it anew.",
    });
  await startJob(database, { workspaceId, kind: "ingest", collectionId, documentId: id });
  return getDocument(database, workspaceId, id);
}
