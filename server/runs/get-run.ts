import { openJson } from "@/drizzle/schema/sealed";
import { AppError, type RunError } from "@/nodes/core/app-error";
import { foldEvents, type HostUse, type RunState } from "@/nodes/core/run-state";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { noUsage, type Usage } from "@/nodes/core/trace-event";
import type { DatabaseSession } from "@/server/db/open-database";
import { type DeadLetter, type DeadLetterRow, deadLetterColumns, deadLetterOf } from "@/server/runs/dead-letters";
import type { ForkedFrom } from "@/server/runs/forked-from";
import { type FrozenGraph, readFrozenGraph } from "@/server/runs/frozen-graph";
import { inlineRunValues } from "@/server/runs/inline-run-values";
import { readEvents } from "@/server/runs/read-events";
import { type RunView, toRunView } from "@/server/runs/run-view";

/** What a run's row says beside its events. */
export interface RunRow {
  readonly workflowId: string | null;
  readonly workflowName: string;
  readonly status: RunStatus;
  readonly output: Record<string, unknown> | null;
  readonly error?: RunError;
  readonly usage: Usage;
  readonly hosts: readonly HostUse[];
  /** It is queued behind other runs of its workflow. */
  readonly waitsForPlace: boolean;
  readonly graph: FrozenGraph | undefined;
  readonly deadLetter?: DeadLetter;
  readonly forkedFrom?: ForkedFrom;
}

interface StoredRow extends DeadLetterRow {
  readonly workflow_id: string | null;
  readonly name: string | null;
  readonly status: RunStatus;
  readonly output: string | null;
  readonly error: string | null;
  readonly usage: Usage | null;
  readonly hosts: HostUse[] | null;
  readonly graph_hash: string;
  readonly options: { readonly forkedFrom?: ForkedFrom } | null;
  readonly waits_for_place: boolean;
}

/** Throws `NOT_FOUND`. */
export async function readRunRow(session: DatabaseSession, workspaceId: string, runId: string): Promise<RunRow> {
  const [row] = await session.execute<StoredRow>(
    `select r.workflow_id, w.name, r.status, r.output, r.error, r.usage, r.hosts, r.graph_hash, r.options,
       r.place_limit is not null as waits_for_place, ${deadLetterColumns} from runs r
     left join workflows w on w.id = r.workflow_id where r.id = $1 and r.workspace_id = $2`,
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}. It may have been deleted.`);
  const graph = await readFrozenGraph(session, row.graph_hash);
  return {
    workflowId: row.workflow_id,
    workflowName: row.name ?? graph?.document.name ?? "",
    status: row.status,
    output: row.output === null ? null : (openJson(row.output) as Record<string, unknown>),
    ...(row.error === null ? {} : { error: openJson(row.error) as RunError }),
    usage: row.usage ?? noUsage,
    hosts: row.hosts ?? [],
    waitsForPlace: row.waits_for_place,
    graph,
    ...deadLetterOf(row),
    forkedFrom: row.options?.forkedFrom,
  };
}

/**
 * A run as the public interfaces show it, large values written back in. `live` is its fold where this process has it;
 * otherwise it is folded from the stored events. Throws `NOT_FOUND`.
 */
export async function getRun(
  session: DatabaseSession,
  workspaceId: string,
  runId: string,
  live?: RunState,
): Promise<RunView> {
  const row = await readRunRow(session, workspaceId, runId);
  const state = live ?? foldEvents(runId, await readEvents(session, runId));
  if (live === undefined) completeFromRow(state, row);
  const { workflowId, workflowName, forkedFrom, waitsForPlace } = row;
  const frame = { workflowId, workflowName, forkedFrom, waitsForPlace, dataNodes: row.graph?.dataNodes ?? [] };
  const view = toRunView(state, frame);
  return inlineRunValues(session, row.deadLetter === undefined ? view : { ...view, deadLetter: row.deadLetter });
}

/** With durability `result` the row of a run knows more than the events that were kept. */
function completeFromRow(state: RunState, row: RunRow): void {
  state.status = row.status;
  state.output ??= row.output;
  state.error ??= row.error;
  if (!isRunOver(row.status)) return;
  state.usage = row.usage;
  for (const host of row.hosts) state.hosts.set(host.host, host);
}
