import { openJson } from "@/drizzle/schema/sealed";
import { compileGraph } from "@/nodes/core/graph";
import { foldEvents } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import { type Durability, workflowSchema } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { costlyNodes } from "@/server/executor/costly-nodes";
import { Execution } from "@/server/executor/execution";
import { type ExecutorServices, noGrants, type RunGrants } from "@/server/executor/services";
import { leaseMs } from "@/server/runs/event-writer";
import { readEvents } from "@/server/runs/read-events";
import { RunLog } from "@/server/runs/run-log";

/** A run's row as its claimer gets it. */
export interface ClaimedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly fence: number;
  readonly crashes: number;
  readonly durability: Durability;
  readonly graph_hash: string;
  readonly options: RunOptions | null;
  readonly input: string;
}

export interface RunOptions {
  readonly grants?: RunGrants;
  readonly entry?: string;
}

/** Which runs may be claimed. A run whose lease is alive belongs to its holder. */
export type ClaimCondition =
  /** One run that nobody holds. */
  | { readonly runId: string; readonly statuses: readonly RunStatus[] }
  /** At the start of the embedded server: nobody else can hold anything. */
  | { readonly everything: true }
  /** Several machines: runs whose holder has gone. */
  | { readonly abandoned: true };

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
     where id in (select id from runs where ${where} order by id for update skip locked)
     returning id, status, fence, crashes, durability, graph_hash, options, input`,
    [services.owner, leaseMs, ...parameters],
  );
}

function whereClause(condition: ClaimCondition): { where: string; parameters: (string | readonly string[])[] } {
  const free = "(lease_owner is null or lease_expires_at < now())";
  if ("runId" in condition)
    return { where: `id = $3 and status = any($4) and ${free}`, parameters: [condition.runId, condition.statuses] };
  if ("everything" in condition) return { where: "status in ('queued', 'running')", parameters: [] };
  return {
    where: "status in ('queued', 'running') and lease_owner is not null and lease_expires_at < now()",
    parameters: [],
  };
}

/** The execution of a claimed run, where its log left it. It does not begin by itself. */
export async function openClaimed(services: ExecutorServices, run: ClaimedRun): Promise<Execution> {
  const [frozen] = await services.database.execute<{ document: string }>(
    "select document from run_graphs where hash = $1",
    [run.graph_hash],
  );
  if (frozen === undefined) throw new Error(`The document of run ${run.id} is gone.`);
  const workflow = workflowSchema.parse(JSON.parse(frozen.document));
  const graph = compileGraph(workflow, definitions);
  const state = foldEvents(run.id, await readEvents(services.database, run.id));
  if (Object.keys(state.input).length === 0 && run.input !== null)
    state.input = openJson(run.input) as Record<string, unknown>;
  let execution: Execution | undefined;
  const log = new RunLog({
    runId: run.id,
    durability: run.durability,
    fence: run.fence,
    writer: services.writer,
    state,
    costly: costlyNodes(graph),
    onLost: () => execution?.abandon(),
  });
  execution = new Execution({
    graph,
    log,
    services,
    settings: workflow.settings,
    grants: run.options?.grants ?? noGrants,
    entry: run.options?.entry,
  });
  return execution;
}
