import { z } from "zod";
import { type RunStatus, runStatuses } from "@/nodes/core/run-status";
import type { DatabaseSession } from "@/server/db/open-database";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export const triggerSchema = z
  .object({
    workflowId: z.string(),
    workflowName: z.string(),
    nodeId: z.string(),
    type: z.string(),
    address: z.string().nullable().describe("Of a webhook: method and path."),
    config: z.record(z.string(), z.unknown()).describe("Without secrets."),
    nextAt: z.iso.datetime().nullable(),
    lastAt: z.iso.datetime().nullable(),
    lastRunId: z.string().nullable(),
    lastStatus: z.enum(runStatuses).nullable(),
    lastError: z.string().nullable().describe("Why it did not start a run the last time."),
  })
  .meta({ id: "Trigger" });
export type Trigger = z.infer<typeof triggerSchema>;

/** The triggers of all published workflows: those that are due first stand first. */
export async function listTriggers(session: DatabaseSession, workspaceId: string): Promise<Trigger[]> {
  const rows = await session.execute<TriggerRow & { name: string; status: RunStatus | null }>(
    `select t.*, w.name, r.status from triggers t join workflows w on w.id = t.workflow_id
     left join runs r on r.id = t.last_run_id where t.workspace_id = $1
     order by t.next_at nulls last, w.name, t.node_id limit 1000`,
    [workspaceId],
  );
  return rows.map((row) => {
    const { secret: _, ...config } = row.config;
    return {
      workflowId: row.workflow_id,
      workflowName: row.name,
      nodeId: row.node_id,
      type: row.type,
      address: row.path === null ? null : `${row.method} /api/hooks/${row.path}`,
      config,
      nextAt: row.next_at?.toISOString() ?? null,
      lastAt: row.last_at?.toISOString() ?? null,
      lastRunId: row.last_run_id,
      lastStatus: row.status,
      lastError: row.last_error,
    };
  });
}
