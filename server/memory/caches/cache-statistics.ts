import { z } from "zod";
import type { Database } from "@/server/db/open-database";
import { type CacheName, cacheCounts } from "@/server/memory/cache-counts";

export const cacheStatisticsSchema = z.object({
  entries: z.number().int(),
  bytes: z.number().int().describe("About what they take."),
  days: z
    .array(z.object({ day: z.string().describe("UTC."), hits: z.number().int(), misses: z.number().int() }))
    .describe("The last weeks; days on which nothing was asked are left out."),
});
export type CacheStatistics = z.infer<typeof cacheStatisticsSchema>;

const shownDays = 30;

const sizes: Readonly<Record<CacheName, string>> = {
  embeddings:
    "select count(*) as entries, coalesce(sum(length(vector)), 0) as bytes from embeddings where workspace_id = $1",
  results: "select count(*) as entries, coalesce(sum(size), 0) as bytes from node_results where workspace_id = $1",
};

/** How much is in a cache, and how often it had what was asked for. */
export async function cacheStatistics(
  database: Database,
  workspaceId: string,
  cache: CacheName,
): Promise<CacheStatistics> {
  await cacheCounts(database).store();
  const [size] = await database.execute<{ entries: number; bytes: number | string }>(sizes[cache], [workspaceId]);
  const days = await database.execute<CacheStatistics["days"][number]>(
    `select day, hits, misses from cache_counts
     where workspace_id = $1 and cache = $2 and day > to_char(now() - interval '${shownDays} days', 'YYYY-MM-DD') order by day`,
    [workspaceId, cache],
  );
  return { entries: Number(size?.entries ?? 0), bytes: Number(size?.bytes ?? 0), days };
}

/** Forgets the vectors of a workspace that stand in for equal texts; those of collections stay. */
export async function clearEmbeddings(database: Database, workspaceId: string): Promise<void> {
  await database.execute("delete from embeddings where workspace_id = $1", [workspaceId]);
}
