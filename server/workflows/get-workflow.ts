import { database } from "@/server/db/database";
import { readStored, type StoredWorkflow } from "@/server/workflows/stored-workflow";

/** The newest revision with its document, by id or slug. Throws `NOT_FOUND`. */
export async function getWorkflow(workspaceId: string, idOrSlug: string): Promise<StoredWorkflow> {
  return readStored(await database(), workspaceId, idOrSlug);
}
