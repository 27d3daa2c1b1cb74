import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { type SummaryRow, selectSummaries, toSummary, type WorkflowSummary } from "@/server/workflows/workflow-summary";

/** What lists show of one workflow, by id or slug. Throws `NOT_FOUND`. */
export async function getSummary(workspaceId: string, idOrSlug: string): Promise<WorkflowSummary> {
  const [row] = await (await database()).execute<SummaryRow>(
    `${selectSummaries} where w.workspace_id = $1 and (w.id = $2 or w.slug = $2)`,
    [workspaceId, idOrSlug],
  );
  if (row === undefined) throw noWorkflow(idOrSlug);
  return toSummary(row);
}

export function noWorkflow(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no workflow ${id}. It may have been deleted.`);
}
