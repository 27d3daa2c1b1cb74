import { sealJson } from "@/drizzle/schema/sealed";
import type { NodeRun } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import { isRunOver } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type EventRow, toEventRow } from "@/server/runs/event-row";
import type { NewRun, RunLog } from "@/server/runs/run-log";
import { type WaitRows, waitRows } from "@/server/runs/wait-rows";

/** The new events of one run as the rows that they become: made at once, since the run's state goes on meanwhile. */
export interface RunRows {
  /** Nothing is stored unless the run's row still has this fence. */
  readonly held: HeldRun;
  /** The run's row where a list of runs would show something new; otherwise it is only locked, which costs a third. */
  readonly run?: HeldRun;
  /** Columns that only a run's first row has. */
  readonly created?: object;
  readonly events: readonly EventRow[];
  readonly nodeRuns: readonly object[];
  readonly waits: WaitRows;
  /** Characters of payload. */
  readonly size: number;
}

export interface HeldRun {
  readonly id: string;
  readonly fence: number;
}

export function toRunRows(
  log: RunLog,
  events: readonly TraceEvent[],
  newRun: NewRun | undefined,
  owner: string,
): RunRows {
  const rows = events.map(toEventRow);
  // Poison is what crashes again and again without getting anywhere.
  const gotAhead = log.crashes > 0 && events.some((event) => event.type === "node.completed");
  if (gotAhead) log.crashes = 0;
  const run =
    newRun !== undefined || gotAhead || isNews(log)
      ? runRow(log, newRun?.queued === undefined ? owner : null)
      : undefined;
  return {
    held: { id: log.runId, fence: log.fence },
    ...(run === undefined ? {} : { run }),
    ...(newRun === undefined ? {} : { created: newRunRow(newRun, log.state) }),
    events: rows,
    nodeRuns: nodeRunRows(log),
    waits: waitRows([...log.takeWaits(), ...events], log.workspaceId, log.waiting),
    size: rows.reduce((sum, row) => sum + (row.payload?.length ?? 0), 0),
  };
}

/** Hosts and the last seq are no news by themselves: they change with each request, and the events have them. */
function isNews({ state, projected }: RunLog): boolean {
  return projected?.status !== state.status || projected.usage !== state.usage;
}

function runRow(log: RunLog, owner: string | null): HeldRun & Record<string, unknown> {
  const { state } = log;
  const isResting = isRunOver(state.status) || state.status === "waiting";
  log.projected = { status: state.status, usage: state.usage };
  return {
    id: log.runId,
    fence: log.fence,
    ...projectRun(state),
    crashes: log.crashes,
    lease_owner: isResting ? null : owner,
  };
}

/** The run's row as a fold of its events. */
export function projectRun(state: RunState) {
  return {
    status: state.status,
    output: state.output === null ? null : sealJson(state.output),
    error: state.error === undefined ? null : sealJson(state.error),
    is_dead_letter: state.isDeadLetter === true,
    usage: state.usage,
    hosts: [...state.hosts.values()],
    last_seq: state.lastSeq,
    started_at: toInstant(state.startedAt),
    finished_at: toInstant(state.finishedAt),
  };
}

function toInstant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function newRunRow(run: NewRun, state: RunState) {
  return {
    workspace_id: run.workspaceId,
    workflow_id: run.workflowId,
    graph_hash: run.graphHash,
    durability: run.durability,
    trigger: run.trigger,
    idempotency_key: run.idempotencyKey ?? null,
    options: run.options ?? null,
    place_limit: run.queued?.placeLimit ?? null,
    priority: run.priority,
    input: sealJson(state.input),
  };
}

/** One row a node run, however often it ended in these events: a statement may touch a row once. */
function nodeRunRows(log: RunLog): object[] {
  return log.takeEnded().map((nodeRun) => nodeRunRow(log, nodeRun));
}

function nodeRunRow(log: RunLog, nodeRun: NodeRun): object {
  return {
    run_id: log.runId,
    node_id: nodeRun.nodeId,
    path: nodeRun.path,
    node_type: log.costly.get(nodeRun.nodeId),
    status: nodeRun.status,
    attempt: Math.max(1, nodeRun.attempt),
    started_at: toInstant(nodeRun.startedAt),
    finished_at: toInstant(nodeRun.finishedAt),
    duration_ms: nodeRun.durationMs ?? null,
    usage: nodeRun.usage ?? null,
    error: nodeRun.error === undefined ? null : sealJson(nodeRun.error),
    reused_from: nodeRun.reusedFrom ?? null,
  };
}
