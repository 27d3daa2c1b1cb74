import type { Database } from "@/server/db/open-database";

/** Tables that are written all the time, the largest last. */
const busyTables = [
  "runs",
  "node_runs",
  "workflow_changes",
  "stored_values",
  "run_events",
  "node_results",
  "waits",
  "embeddings",
  "chunks",
  "chunk_vectors",
];

/**
 * Gives the room of deleted and outdated rows back, and tells the planner how large the tables are. Only the embedded
 * database needs it: it has no background process that would. A table at a time, so that others get their turn between:
 * 300,000 events take 0.8 s the first time, 0.3 s afterwards.
 */
export async function vacuumDatabase({ kind, client }: Database): Promise<void> {
  if (kind !== "pglite") return;
  for (const table of busyTables) await client.exec(`vacuum (analyze) ${table}`);
}
