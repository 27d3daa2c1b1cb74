import { openJson } from "@/drizzle/schema/sealed";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";
import { cacheCounts } from "@/server/memory/cache-counts";
import { recentResults } from "@/server/reuse/recent-results";

export interface FoundResult {
  /** The run that made it. */
  readonly runId: string;
  readonly outputs: NodeOutputs;
}

/** The kept result of an equal node run, and notes that it was of use. */
export async function findResult(database: Database, key: string): Promise<FoundResult | undefined> {
  const recent = recentResults(database);
  const there = recent.get(key);
  if (there !== undefined) {
    cacheCounts(database).add("results", 1, 0);
    return there;
  }
  const [row] = await outlast(
    () =>
      database.execute<{ workspace_id: string; run_id: string; output: string }>(
        "update node_results set uses = uses + 1, used_at = now() where key = $1 returning workspace_id, run_id, output",
        [key],
      ),
    "a result to reuse",
  );
  cacheCounts(database).add("results", row === undefined ? 0 : 1, row === undefined ? 1 : 0);
  if (row === undefined) return undefined;
  const outputs = openJson(row.output) as NodeOutputs;
  recent.put(key, { workspaceId: row.workspace_id, runId: row.run_id, text: JSON.stringify(outputs) });
  return { runId: row.run_id, outputs };
}
