import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export interface TriggerId {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly workflowId: string;
  readonly nodeId: string;
}

/** A trigger of the published version. Throws `NOT_FOUND`. */
export async function findTrigger(session: DatabaseSession, id: TriggerId): Promise<TriggerRow> {
  const [row] = await session.execute<TriggerRow>(
    `select t.* from triggers t join workflows w on w.id = t.workflow_id
     where t.workspace_id = $1 and (w.id = $2 or w.slug = $2) and t.node_id = $3`,
    [id.workspaceId, id.workflowId, id.nodeId],
  );
  if (row !== undefined) return row;
  throw new AppError("NOT_FOUND", `The published version of this workflow has no trigger ${id.nodeId}.`, {
    hint: "Publish the workflow: its triggers are those of the published version.",
  });
}
