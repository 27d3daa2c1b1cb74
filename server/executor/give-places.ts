import type { Database } from "@/server/db/open-database";
import type { QueuedRun } from "@/server/executor/run-queue";

/**
 * Gives the free places of a workflow to its runs that wait for one, by priority, then in the order in which they were
 * started. A run has its place from here to its end, also while it waits for a person or a time and while its process has
 * died: so the limit holds over all processes, and going on needs no second place. Gives the runs that may start now.
 */
export async function givePlaces(database: Database, workflowId: string): Promise<QueuedRun[]> {
  return database.transaction(async (session) => {
    // Two processes that count at the same time would both give the last place away.
    await session.execute("select pg_advisory_xact_lock(hashtextextended('places of ' || $1, 0))", [workflowId]);
    return session.execute<QueuedRun>(
      `with first as (select id, place_limit from runs
         where workflow_id = $1 and status = 'queued' and place_limit is not null order by id limit 1),
       taken as (select count(*) as places from runs
         where workflow_id = $1 and status in ('queued', 'running', 'waiting') and place_limit is null)
       update runs set place_limit = null where id in (
         select id from runs where workflow_id = $1 and status = 'queued' and place_limit is not null
         order by priority desc, id limit greatest(0, (select place_limit from first) - (select places from taken)))
       returning id, priority`,
      [workflowId],
    );
  });
}

/** The workflows of which runs wait for a place. */
export async function workflowsThatWait(database: Database): Promise<string[]> {
  const rows = await database.execute<{ workflow_id: string }>(
    "select distinct workflow_id from runs where status = 'queued' and place_limit is not null",
  );
  return rows.map(({ workflow_id }) => workflow_id);
}
