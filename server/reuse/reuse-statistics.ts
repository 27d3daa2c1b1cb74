import { z } from "zod";
import type { Database } from "@/server/db/open-database";
import { env } from "@/server/env";
import { recentResults } from "@/server/reuse/recent-results";

export const reuseStatisticsSchema = z
  .object({
    results: z.number().int().describe("Results that are kept."),
    characters: z.number().int().describe("Of JSON, all together."),
    uses: z.number().int().describe("How often one of them stood in for a node run."),
    oldest: z.iso.datetime().nullable(),
    days: z.number().int().describe("So long one is kept that is of no use (HEDDLE_REUSE_DAYS)."),
    megabytes: z.number().int().describe("So large all of them may be together (HEDDLE_REUSE_MB)."),
  })
  .meta({ id: "ReuseStatistics" });
export type ReuseStatistics = z.infer<typeof reuseStatisticsSchema>;

export async function reuseStatistics(database: Database, workspaceId: string): Promise<ReuseStatistics> {
  await recentResults(database).noteUses();
  const [row] = await database.execute<{ results: number; characters: string; uses: string; oldest: Date | null }>(
    `select count(*)::int as results, coalesce(sum(size), 0) as characters, coalesce(sum(uses), 0) as uses,
       min(created_at) as oldest from node_results where workspace_id = $1`,
    [workspaceId],
  );
  return {
    results: row?.results ?? 0,
    characters: Number(row?.characters ?? 0),
    uses: Number(row?.uses ?? 0),
    oldest: row?.oldest?.toISOString() ?? null,
    ...env().reuse,
  };
}
