import type { Database } from "@/server/db/open-database";
import type { Document } from "@/server/memory/documents/document";
import { getDocument } from "@/server/memory/documents/get-document";
import { cancelJob } from "@/server/memory/jobs/cancel-job";

/** Ends the reading and storing of a document; nothing of it is left but its row and its file. Throws `NOT_FOUND`. */
export async function cancelDocument(
  database: Database,
  workspaceId: string,
  id: string,
  collectionId?: string,
): Promise<Document> {
  const { job } = await getDocument(database, workspaceId, id, collectionId);
  if (job !== null) await cancelJob(database, workspaceId, job.id);
  return getDocument(database, workspaceId, id);
}
