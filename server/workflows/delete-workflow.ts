import { database } from "@/server/db/database";
import { forgetWorkflow } from "@/server/executor/known-workflows";
import { announceTriggers } from "@/server/triggers/follow-triggers";
import { noWorkflow } from "@/server/workflows/get-summary";

/** Its versions go with it; its runs stay until retention takes them. Throws `NOT_FOUND`. */
export async function deleteWorkflow(workspaceId: string, id: string): Promise<void> {
  const opened = await database();
  const rows = await opened.execute<{ id: string; published_version: number | null }>(
    "delete from workflows where workspace_id = $1 and (id = $2 or slug = $2) returning id, published_version",
    [workspaceId, id],
  );
  if (rows[0] === undefined) throw noWorkflow(id);
  forgetWorkflow(opened, rows[0].id);
  if (rows[0].published_version !== null) await announceTriggers();
}
