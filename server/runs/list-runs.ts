import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { AppError, type RunError } from "@/nodes/core/app-error";
import { type RunStatus, runStatuses } from "@/nodes/core/run-status";
import {
  noUsage,
  runErrorSchema,
  type Usage,
  usageSchema,
  type WaitReason,
  waitReasons,
} from "@/nodes/core/trace-event";
import type { DatabaseSession } from "@/server/db/open-database";
import type { SqlParameter } from "@/server/db/sql-client";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";
import {
  type DeadLetterRow,
  deadLetterColumns,
  deadLetterOf,
  deadLetterSchema,
  inDeadLetters,
} from "@/server/runs/dead-letters";
import { type ForkedFrom, forkedFromSchema } from "@/server/runs/forked-from";

export const runSummarySchema = z
  .object({
    id: z.string(),
    workflowId: z.string().nullable(),
    workflowName: z.string(),
    status: z.enum(runStatuses),
    queuedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    durationMs: z.number().nullable().describe("From its start to its end; null while it has no end."),
    usage: usageSchema,
    error: runErrorSchema.optional(),
    waitsFor: z
      .array(z.enum(waitReasons))
      .optional()
      .describe("Of a run that waits: approval and decision (a person), breakpoint, timer."),
    deadLetter: deadLetterSchema.optional(),
    forkedFrom: forkedFromSchema.optional(),
  })
  .meta({ id: "RunSummary" });
export type RunSummary = z.infer<typeof runSummarySchema>;

export interface ListRuns extends PageRequest {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly workflowId?: string;
  readonly status?: RunStatus;
  /** Only runs in the dead letters, or (`false`) none of them. */
  readonly isDeadLetter?: boolean;
  /** Runs that began in the middle of this one. */
  readonly forkedFrom?: string;
  /** This run alone. */
  readonly id?: string;
}

interface SummaryRow extends DeadLetterRow {
  readonly id: string;
  readonly workflow_id: string | null;
  readonly name: string | null;
  readonly status: RunStatus;
  readonly usage: Usage | null;
  readonly error: string | null;
  readonly waits_for: WaitReason[] | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly forked_from: ForkedFrom | null;
}

/** Newest first. */
export async function listRuns(session: DatabaseSession, request: ListRuns): Promise<Page<RunSummary>> {
  const { workspaceId, workflowId, status, isDeadLetter, forkedFrom, id, cursor, limit = usualPerPage } = request;
  const conditions = ["r.workspace_id = $1"];
  const parameters: SqlParameter[] = [workspaceId];
  const where = (value: string, condition: (place: string) => string) =>
    conditions.push(condition(`$${parameters.push(value)}`));
  if (workflowId !== undefined) {
    where(
      workflowId,
      (place) =>
        `r.workflow_id in (select id from workflows where id = ${place} or slug = ${place} union select ${place}::text)`,
    );
  }
  if (status !== undefined) where(status, (place) => `r.status = ${place}`);
  if (isDeadLetter !== undefined) conditions.push(isDeadLetter ? inDeadLetters : `not (${inDeadLetters})`);
  if (forkedFrom !== undefined)
    where(forkedFrom, (place) => `r.trigger = 'fork' and r.options -> 'forkedFrom' ->> 'runId' = ${place}`);
  if (id !== undefined) where(id, (place) => `r.id = ${place}`);
  if (cursor !== undefined) where(decodeCursor(cursor, 1)[0] as string, (place) => `r.id < ${place}`);
  // A run outlives its workflow: then its frozen document has the name.
  const rows = await session.execute<SummaryRow>(
    `select r.id, r.workflow_id, coalesce(w.name, (select g.document::json ->> 'name' from run_graphs g where g.hash = r.graph_hash)) as name,
       r.status, r.usage, r.error, r.created_at, r.started_at, r.finished_at, ${deadLetterColumns},
       case when r.status = 'waiting' then
         (select json_agg(distinct x.reason order by x.reason) from waits x where x.run_id = r.id) end as waits_for,
       r.options -> 'forkedFrom' as forked_from
     from runs r left join workflows w on w.id = r.workflow_id
     where ${conditions.join(" and ")} order by r.id desc limit ${Number(limit) + 1}`,
    parameters,
  );
  return toPage(rows, limit, toSummary, (row) => [row.id]);
}

/** Throws `NOT_FOUND`. */
export async function summarizeRun(session: DatabaseSession, workspaceId: string, runId: string): Promise<RunSummary> {
  const { items } = await listRuns(session, { workspaceId, id: runId, limit: 1 });
  if (items[0] === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}. It may have been deleted.`);
  return items[0];
}

/** The row of a run that begins at once is stored with its first events, so after them; and by another clock. */
function queuedAt({ created_at, started_at }: SummaryRow): Date {
  return started_at !== null && started_at < created_at ? started_at : created_at;
}

function toSummary(row: SummaryRow): RunSummary {
  const ran = row.started_at !== null && row.finished_at !== null;
  return {
    id: row.id,
    workflowId: row.workflow_id,
    workflowName: row.name ?? "",
    status: row.status,
    queuedAt: queuedAt(row).toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: ran ? (row.finished_at as Date).getTime() - (row.started_at as Date).getTime() : null,
    usage: row.usage ?? noUsage,
    ...(row.error === null ? {} : { error: openJson(row.error) as RunError }),
    ...(row.waits_for === null ? {} : { waitsFor: row.waits_for }),
    ...deadLetterOf(row),
    ...(row.forked_from === null ? {} : { forkedFrom: row.forked_from }),
  };
}
