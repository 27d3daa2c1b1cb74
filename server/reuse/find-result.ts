import { openJson } from "@/drizzle/schema/sealed";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";

export interface FoundResult {
  /** The run that made it. */
  readonly runId: string;
  readonly outputs: NodeOutputs;
}

/** The stored result of an equal node run, and notes that it was of use. */
export async function findResult(database: Database, key: string): Promise<FoundResult | undefined> {
  const [row] = await outlast(
    () =>
      database.execute<{ run_id: string; output: string }>(
        "update node_results set uses = uses + 1, used_at = now() where key = $1 returning run_id, output",
        [key],
      ),
    "a result to reuse",
  );
  return row === undefined ? undefined : { runId: row.run_id, outputs: openJson(row.output) as NodeOutputs };
}
