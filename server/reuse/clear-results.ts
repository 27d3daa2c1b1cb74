import type { DatabaseSession } from "@/server/db/open-database";

/** Forgets all results of a workspace: every node is run again. */
export async function clearResults(session: DatabaseSession, workspaceId: string): Promise<void> {
  await session.execute("delete from node_results where workspace_id = $1", [workspaceId]);
}

export interface ReuseBounds {
  readonly days: number;
  readonly megabytes: number;
}

/** Removes results that were not of use for so many days, and those used longest ago while all are too large together. */
export async function deleteOldResults(session: DatabaseSession, { days, megabytes }: ReuseBounds): Promise<void> {
  await session.execute("delete from node_results where used_at < now() - $1::int * interval '1 day'", [days]);
  await session.execute(
    `delete from node_results where key in (
       select key from (select key, sum(size) over (order by used_at desc, key) as total from node_results) as sized
       where total > $1::bigint)`,
    [megabytes * 1_000_000],
  );
}
