import { isAppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { deleteDocument } from "@/server/memory/delete-document";
import { dueDocuments } from "@/server/memory/retention/due-documents";
import { readGeneralRetention } from "@/server/memory/retention/general-retention";

/** Forgets what is beyond its rule, in all workspaces, and says how many that were. */
export async function forgetDueDocuments(database: Database): Promise<number> {
  const workspaces = await database.execute<{ workspace_id: string }>("select distinct workspace_id from collections");
  let forgotten = 0;
  for (const { workspace_id: workspaceId } of workspaces) {
    const general = await readGeneralRetention(database, workspaceId);
    for (const { id } of await dueDocuments(database, { workspaceId, general })) {
      await deleteDocument(database, workspaceId, id).catch((error: unknown) => {
        // Somebody forgot it meanwhile.
        if (!isAppError(error) || error.code !== "NOT_FOUND") throw error;
      });
      forgotten += 1;
    }
  }
  return forgotten;
}
