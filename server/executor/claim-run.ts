import { openJson } from "@/drizzle/schema/sealed";
import { toRunError } from "@/nodes/core/app-error";
import { foldEvents, type RunState } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import type { Durability } from "@/nodes/core/workflow";
import { outlast } from "@/server/db/passing-error";
import type { HoldRequest } from "@/server/executor/breakpoints";
import { costlyNodes } from "@/server/executor/costly-nodes";
import { Execution } from "@/server/executor/execution";
import { openFrozen } from "@/server/executor/frozen-documents";
import { loadLargeValues } from "@/server/executor/large-values";
import { refusalOf } from "@/server/executor/refusal-of";
import { type ExecutorServices, noGrants, type RunGrants } from "@/server/executor/services";
import { leaseMs } from "@/server/runs/flush-statement";
import type { ForkedFrom } from "@/server/runs/forked-from";
import { readEvents } from "@/server/runs/read-events";
import { RunLog } from "@/server/runs/run-log";

/** A run's row as its claimer gets it. */
export interface ClaimedRun {
  readonly id: string;
  readonly workspace_id: string;
  readonly workflow_id: string | null;
  readonly status: RunStatus;
  readonly fence: number;
  readonly crashes: number;
  readonly durability: Durability;
  readonly graph_hash: string;
  readonly options: RunOptions | null;
  readonly input: string | null;
  readonly cancel_requested: boolean;
}

export interface RunOptions extends HoldRequest {
  readonly grants?: RunGrants;
  readonly entry?: string;
  readonly until?: string;
  readonly forkedFrom?: ForkedFrom;
}

/** Which runs may be claimed. A run whose lease is alive belongs to its holder. */
export type ClaimCondition =
  /** One run that nobody holds. */
  | { readonly runId: string; readonly statuses: readonly RunStatus[] }
  /** At the start of the embedded server: nobody else can hold anything. */
  | { readonly everything: true }
  /** Those of these runs that nobody holds: the queue gave them to this process. */
  | { readonly queued: readonly string[] }
  /** Several machines: at most so many runs whose holder has gone. */
  | { readonly abandoned: number };

/**
 * Takes runs over: the fence rises, so that a former holder that is still alive can append nothing any more. A holder
 * that vanished without giving its lease back counts as a crash.
 */
export async function claimRuns(
  services: Pick<ExecutorServices, "database" | "owner">,
  condition: ClaimCondition,
): Promise<ClaimedRun[]> {
  const { where, parameters } = whereClause(condition);
  return services.database.execute<ClaimedRun>(
    `update runs set fence = fence + 1, crashes = crashes + (case when lease_owner is null then 0 else 1 end),
       lease_owner = $1, lease_expires_at = now() + $2::int * interval '1 millisecond'
     where id in (select id from runs where ${where} for update skip locked)
     returning id, workspace_id, workflow_id, status, fence, crashes, durability, graph_hash, options, input, cancel_requested`,
    [services.owner, leaseMs, ...parameters],
  );
}

type Parameter = string | number | readonly string[];

function whereClause(condition: ClaimCondition): { where: string; parameters: Parameter[] } {
  if ("runId" in condition) {
    const free = "(lease_owner is null or lease_expires_at < now())";
    return {
      where: `id = $3 and status = any($4) and ${free} order by id`,
      parameters: [condition.runId, condition.statuses],
    };
  }
  const mayGoOn = "status in ('queued', 'running') and place_limit is null";
  if ("everything" in condition) return { where: `${mayGoOn} order by id`, parameters: [] };
  if ("queued" in condition)
    return { where: `${mayGoOn} and lease_owner is null and id = any($3) order by id`, parameters: [condition.queued] };
  return { where: `${mayGoOn} and lease_expires_at < now() order by id limit $3`, parameters: [condition.abandoned] };
}

/** With durability `result` a life of a run leaves no trace of how far its numbers went: the next one starts beyond them. */
const seqsPerLife = 1_000_000;
const lastLife = 2_000;

/**
 * The execution of a claimed run, where its log left it. It does not begin by itself. Undefined where it cannot even be
 * opened (its document is gone, a node type too): then the run has failed with that.
 */
export async function openClaimed(services: ExecutorServices, run: ClaimedRun): Promise<Execution | undefined> {
  const state = foldEvents(run.id, await outlast(() => readEvents(services.database, run.id), "events of a run"));
  if (Object.keys(state.input).length === 0 && run.input !== null)
    state.input = openJson(run.input) as Record<string, unknown>;
  if (run.durability === "result" && run.status !== "queued") {
    state.lastSeq = Math.max(state.lastSeq, Math.min(run.fence - 1, lastLife) * seqsPerLife);
    // It starts over, and asks again what it asks.
    await outlast(() => services.database.execute("delete from waits where run_id = $1", [run.id]), "waits of a run");
  }
  try {
    return await openExecution(services, run, state);
  } catch (error) {
    const log = new RunLog({ ...logOptions(services, run, state), costly: new Map(), onLost: () => {} });
    log.append({ type: "run.failed", error: toRunError(error) });
    await log.committed();
    return undefined;
  }
}

async function openExecution(services: ExecutorServices, run: ClaimedRun, state: RunState): Promise<Execution> {
  const frozen = await openFrozen(services, run.graph_hash);
  if (frozen === undefined) throw new Error(`The document of run ${run.id} is gone.`);
  const { workflow, graph } = frozen;
  let execution: Execution | undefined;
  const log = new RunLog({
    ...logOptions(services, run, state),
    costly: costlyNodes(graph),
    onLost: () => execution?.abandon(),
    onRefused: (error) => execution?.refuse(error),
  });
  execution = new Execution({
    graph,
    log,
    services,
    settings: workflow.settings,
    workflowId: run.workflow_id,
    grants: run.options?.grants ?? noGrants,
    input: await loadLargeValues(services.database, state.input),
    entry: run.options?.entry,
    until: run.options?.until,
    hold: run.options ?? {},
    refusal: refusalOf(run, graph),
  });
  return execution;
}

function logOptions(services: ExecutorServices, run: ClaimedRun, state: RunState) {
  const { id, workspace_id: workspaceId, durability, fence, crashes } = run;
  return { runId: id, workspaceId, durability, fence, crashes, writer: services.writer, state };
}
