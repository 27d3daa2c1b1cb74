import { AppError } from "@/nodes/core/app-error";
import type { Execution } from "@/server/executor/execution";
import type { ExecutorServices } from "@/server/executor/services";
import { leaseMs } from "@/server/runs/flush-statement";

interface Row {
  readonly id: string;
  readonly fence: number;
  readonly cancel_requested: boolean;
}

/**
 * Keeps the leases of the runs of this process alive, hears what was asked of them, and lets go of those that another
 * process has taken over. `taking`: ids of claimed runs that still wait for a slot. A run that waits has no lease.
 */
export async function renewLeases(
  { database, owner }: Pick<ExecutorServices, "database" | "owner">,
  held: readonly Execution[],
  taking: readonly string[],
): Promise<void> {
  const ids = [...held.map((execution) => execution.log.runId), ...taking];
  if (ids.length === 0) return;
  await database.execute(
    "update runs set lease_expires_at = now() + $1::int * interval '1 millisecond' where id = any($2) and lease_owner = $3",
    [leaseMs, ids, owner],
  );
  const rows = await database.execute<Row>("select id, fence, cancel_requested from runs where id = any($1)", [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const execution of held) {
    const row = byId.get(execution.log.runId);
    if (row === undefined || execution.isClosed) continue;
    if (row.fence > execution.log.fence)
      execution.log.lose(new AppError("CONFLICT", `Run ${row.id} is held by another process now.`));
    else if (row.cancel_requested) execution.cancel();
  }
}
