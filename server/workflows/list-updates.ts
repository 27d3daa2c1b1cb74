import { z } from "zod";
import { workflowChangeSchema } from "@/nodes/core/workflow-change";
import type { DatabaseSession } from "@/server/db/open-database";

export const workflowUpdateSchema = z.object({
  revision: z.number().int(),
  /** The tab that made it. */
  origin: z.string(),
  changeId: z.string(),
  changes: z.array(workflowChangeSchema),
});
export type WorkflowUpdate = z.infer<typeof workflowUpdateSchema>;

interface ChangeRow {
  readonly revision: number;
  readonly origin: string | null;
  readonly change_id: string | null;
  readonly changes: string;
}

/** What led from revision `after` to the newest one, in order. */
export async function listUpdates(
  session: DatabaseSession,
  workflowId: string,
  after: number,
): Promise<WorkflowUpdate[]> {
  const rows = await session.execute<ChangeRow>(
    "select revision, origin, change_id, changes from workflow_changes where workflow_id = $1 and revision > $2 order by revision",
    [workflowId, after],
  );
  return rows.map((row) => ({
    revision: row.revision,
    origin: row.origin ?? "server",
    changeId: row.change_id ?? `revision-${row.revision}`,
    changes: JSON.parse(row.changes),
  }));
}
