import { database } from "@/server/db/database";
import { noWorkflow } from "@/server/workflows/get-summary";

/** Its versions go with it; its runs stay until retention takes them. Throws `NOT_FOUND`. */
export async function deleteWorkflow(workspaceId: string, id: string): Promise<void> {
  const rows = await (await database()).execute<{ id: string }>(
    "delete from workflows where workspace_id = $1 and (id = $2 or slug = $2) returning id",
    [workspaceId, id],
  );
  if (rows.length === 0) throw noWorkflow(id);
}
