import type { Database } from "@/server/db/open-database";
import { noWorkflow } from "@/server/workflows/get-summary";

/** The id of a stored workflow, by id or slug. Throws `NOT_FOUND`. */
export async function requireWorkflowId(opened: Database, workspaceId: string, idOrSlug: string): Promise<string> {
  const [row] = await opened.execute<{ id: string }>(
    "select id from workflows where (id = $1 or slug = $1) and workspace_id = $2",
    [idOrSlug, workspaceId],
  );
  if (row === undefined) throw noWorkflow(idOrSlug);
  return row.id;
}
