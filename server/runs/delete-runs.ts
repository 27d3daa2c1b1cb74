import { AppError } from "@/nodes/core/app-error";
import { isRunOver, type RunStatus, runStatuses } from "@/nodes/core/run-status";
import type { DatabaseSession } from "@/server/db/open-database";
import { lowestIdAt } from "@/server/new-id";

const over = runStatuses.filter(isRunOver);

/** Removes a run that is over, with its trace. Throws `NOT_FOUND`, and `CONFLICT` while it goes on. */
export async function deleteRun(session: DatabaseSession, workspaceId: string, runId: string): Promise<void> {
  const [row] = await session.execute<{ status: RunStatus }>(
    "select status from runs where id = $1 and workspace_id = $2",
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}.`);
  if (!isRunOver(row.status)) throw new AppError("CONFLICT", "This run is not over yet. Cancel it first.");
  await removeRuns(session, [runId]);
}

const perRound = 500;

/** Removes the runs that are over and older than `days`, in small rounds that keep nobody waiting. Returns how many. */
export async function deleteOldRuns(session: DatabaseSession, days: number, now = Date.now()): Promise<number> {
  const before = lowestIdAt(new Date(now - days * 86_400_000));
  for (let count = 0; ; ) {
    const rows = await session.execute<{ id: string }>(
      `select id from runs where id < $1 and status = any($2) order by id limit ${perRound}`,
      [before, over],
    );
    await removeRuns(
      session,
      rows.map((row) => row.id),
    );
    count += rows.length;
    if (rows.length < perRound) return count;
  }
}

/**
 * Removes frozen documents that no run refers to. Only before the first run starts, and only where no other process
 * shares the database: an executor remembers what it has frozen.
 */
export async function deleteUnusedGraphs(session: DatabaseSession): Promise<void> {
  await session.execute("delete from run_graphs g where not exists (select 1 from runs r where r.graph_hash = g.hash)");
}

/** Removes large values that were stored for a run which then never came to be. */
export async function deleteStrayValues(session: DatabaseSession, now = Date.now()): Promise<void> {
  await session.execute(
    "delete from stored_values v where v.created_at < $1 and not exists (select 1 from runs r where r.id = v.run_id)",
    [new Date(now - 86_400_000)],
  );
}

async function removeRuns(session: DatabaseSession, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ["run_events", "node_runs", "stored_values", "waits"])
    await session.execute(`delete from ${table} where run_id = any($1)`, [ids]);
  await session.execute("delete from runs where id = any($1)", [ids]);
}
