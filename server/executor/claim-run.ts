import type { RunStatus } from "@/nodes/core/run-status";
import type { Durability } from "@/nodes/core/workflow";
import type { AnsweredMessage } from "@/server/conversations/answer-effect";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { ExecutorServices, RunGrants } from "@/server/executor/services";
import { leaseMs } from "@/server/runs/flush-statement";
import type { ForkedFrom } from "@/server/runs/forked-from";

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
  readonly untilPath?: string;
  readonly forkedFrom?: ForkedFrom;
  /** The message that it answers. */
  readonly conversation?: AnsweredMessage;
}

/** Which runs may be claimed. A run whose lease is alive belongs to its holder. */
export type ClaimCondition =
  /** One run that nobody holds. */
  | { readonly runId: string; readonly statuses: readonly RunStatus[] }
  /** On the embedded server: nobody else can hold anything. */
  | ({ readonly everything: true } & Suspicion)
  /** Those of these runs that nobody holds: the queue gave them to this process. */
  | { readonly queued: readonly string[] }
  /** Several machines: at most so many runs whose holder has gone. */
  | ({ readonly abandoned: number } & Suspicion);

interface Suspicion {
  /** One of those that were held when their process died, without having got anywhere since. Default: all others. */
  readonly isSuspect?: boolean;
}

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
  if ("queued" in condition)
    return { where: `${mayGoOn} and lease_owner is null and id = any($3) order by id`, parameters: [condition.queued] };
  const isSuspect = condition.isSuspect === true;
  const left = `${mayGoOn} and ${isSuspect ? "crashes > 0" : "crashes = 0"}`;
  const order = "order by priority desc, id";
  if ("everything" in condition)
    return {
      where: `${left} and lease_owner is distinct from $1 ${order} ${isSuspect ? "limit 1" : ""}`,
      parameters: [],
    };
  return {
    where: `${left} and lease_expires_at < now() ${order} limit $3`,
    parameters: [isSuspect ? 1 : condition.abandoned],
  };
}
