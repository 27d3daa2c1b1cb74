import { sealJson } from "@/drizzle/schema/sealed";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { recentResults } from "@/server/reuse/recent-results";
import { inlineLimit } from "@/server/runs/stored-values";

export interface KeptResult {
  readonly key: string;
  readonly workspaceId: string;
  readonly runId: string;
  readonly nodeType: string;
  readonly outputs: NodeOutputs;
}

/** Keeps a result for equal node runs to come. Nobody waits for it, and a failure costs only the reuse. */
export function keepResult(database: Database, { key, workspaceId, runId, nodeType, outputs }: KeptResult): void {
  const text = JSON.stringify(outputs);
  if (text.length > inlineLimit) return;
  recentResults(database).put(key, { workspaceId, runId, text });
  database
    .execute(
      `insert into node_results (key, workspace_id, run_id, node_type, output, size)
       values ($1, $2, $3, $4, $5, $6) on conflict (key) do nothing`,
      [key, workspaceId, runId, nodeType, sealJson(outputs), text.length],
    )
    .catch((error: unknown) => logger().warn({ err: error, runId }, "A result was not kept for reuse"));
}
