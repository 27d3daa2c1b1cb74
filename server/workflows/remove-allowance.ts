import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { requireWorkflowId } from "@/server/workflows/require-workflow-id";

/** Its calls are asked about again. Throws `NOT_FOUND`. */
export async function removeAllowance(workspaceId: string, idOrSlug: string, id: string): Promise<void> {
  const opened = await database();
  const workflowId = await requireWorkflowId(opened, workspaceId, idOrSlug);
  const rows = await opened.execute<{ id: string }>(
    "delete from tool_allowances where id = $1 and workflow_id = $2 returning id",
    [id, workflowId],
  );
  if (rows.length > 0) return;
  throw new AppError("NOT_FOUND", "This workflow allows no such calls. They may have been taken back already.");
}
