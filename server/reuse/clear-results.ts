import type { Database } from "@/server/db/open-database";
import { recentResults } from "@/server/reuse/recent-results";

/** Forgets all results of a workspace: every node is run again. */
export async function clearResults(database: Database, workspaceId: string): Promise<void> {
  await database.execute("delete from node_results where workspace_id = $1", [workspaceId]);
  await recentResults(database).forget(workspaceId);
}

export interface ReuseBounds {
  readonly days: number;
  readonly megabytes: number;
}

/** Removes results that were not of use for so many days, and those used longest ago while all are too large together. */
export async function deleteOldResults(database: Database, { days, megabytes }: ReuseBounds): Promise<void> {
  await recentResults(database).noteUses();
  const old = await database.execute<{ key: string }>(
    "delete from node_results where used_at < now() - $1::int * interval '1 day' returning key",
    [days],
  );
  const tooMuch = await database.execute<{ key: string }>(
    `delete from node_results where key in (
       select key from (select key, sum(size) over (order by used_at desc, key) as total from node_results) as sized
       where total > $1::bigint) returning key`,
    [megabytes * 1_000_000],
  );
  recentResults(database).drop([...old, ...tooMuch].map(({ key }) => key));
}
