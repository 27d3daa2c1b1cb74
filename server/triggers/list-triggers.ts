import { z } from "zod";
import { type RunStatus, runStatuses } from "@/nodes/core/run-status";
import type { DatabaseSession } from "@/server/db/open-database";
import type { SqlParameter } from "@/server/db/sql-client";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";
import { nextTime } from "@/server/triggers/cron-times";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export const triggerSchema = z
  .object({
    workflowId: z.string(),
    workflowName: z.string(),
    nodeId: z.string(),
    type: z.string(),
    address: z.string().nullable().describe("Of a webhook: method and path."),
    config: z.record(z.string(), z.unknown()).describe("Without secrets."),
    isPaused: z.boolean().describe("It is turned off, and starts nothing."),
    problem: z.string().nullable().describe("What keeps it from firing at present, such as a folder that is gone."),
    nextAt: z.iso.datetime().nullable(),
    lastAt: z.iso.datetime().nullable(),
    lastRunId: z.string().nullable(),
    lastStatus: z.enum(runStatuses).nullable(),
    lastError: z.string().nullable().describe("Why it did not start a run the last time."),
  })
  .meta({ id: "Trigger" });
export type Trigger = z.infer<typeof triggerSchema>;

type ListedRow = TriggerRow & { readonly name: string; readonly status: RunStatus | null };

const select = `select t.*, w.name, r.status from triggers t join workflows w on w.id = t.workflow_id
  left join runs r on r.id = t.last_run_id`;

/** A page of the triggers of all published workflows, by the name of the workflow. */
export async function listTriggers(
  session: DatabaseSession,
  workspaceId: string,
  { limit = usualPerPage, cursor }: PageRequest = {},
): Promise<Page<Trigger>> {
  const parameters: SqlParameter[] = [workspaceId];
  let after = "";
  if (cursor !== undefined) {
    parameters.push(...decodeCursor(cursor, 3));
    after = "and (w.name, t.workflow_id, t.node_id) > ($2, $3, $4)";
  }
  const rows = await session.execute<ListedRow>(
    `${select} where t.workspace_id = $1 ${after} order by w.name, t.workflow_id, t.node_id limit ${limit + 1}`,
    parameters,
  );
  return toPage(rows, limit, toTrigger, ({ name, workflow_id, node_id }) => [name, workflow_id, node_id]);
}

/** More than anybody looks through. */
const mostShown = 2_000;

/** All of them, for one page: those that are due first stand first. */
export async function listAllTriggers(session: DatabaseSession, workspaceId: string): Promise<Trigger[]> {
  const rows = await session.execute<ListedRow>(
    `${select} where t.workspace_id = $1
     order by t.is_paused, t.next_at nulls last, w.name, t.workflow_id, t.node_id limit ${mostShown}`,
    [workspaceId],
  );
  return rows.map(toTrigger);
}

/** Those of one workflow, by id. */
export async function listTriggersOf(
  session: DatabaseSession,
  workspaceId: string,
  workflowId: string,
): Promise<Trigger[]> {
  const rows = await session.execute<ListedRow>(
    `${select} where t.workspace_id = $1 and t.workflow_id = $2 order by t.node_id`,
    [workspaceId, workflowId],
  );
  return rows.map(toTrigger);
}

function toTrigger(row: ListedRow): Trigger {
  const { secret: _, ...config } = row.config;
  return {
    workflowId: row.workflow_id,
    workflowName: row.name,
    nodeId: row.node_id,
    type: row.type,
    address: row.path === null ? null : `${row.method} /api/hooks/${row.path}`,
    config,
    isPaused: row.is_paused,
    problem: row.problem,
    nextAt: nextOf(row)?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    lastRunId: row.last_run_id,
    lastStatus: row.status,
    lastError: row.last_error,
  };
}

/** A queue that looks every few seconds may be this late. */
const lateMs = 90_000;

/** What passed while nothing ran is not the next time, and neither is what was written down while the clock was ahead. */
function nextOf({ next_at, is_paused, config }: ListedRow): Date | null {
  if (next_at === null || is_paused) return null;
  const isLate = next_at.getTime() <= Date.now();
  if (isLate && next_at.getTime() > Date.now() - lateMs) return next_at;
  try {
    const next = nextTime(String(config.cron), String(config.timezone));
    return isLate || next < next_at ? next : next_at;
  } catch {
    return null;
  }
}
