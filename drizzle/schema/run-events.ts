import { sql } from "drizzle-orm";
import { bigint, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";

/**
 * The log that everything about a run is a fold of. No foreign key to `runs`: it is written more often than anything
 * else, and retention deletes by run.
 */
export const runEvents = pgTable(
  "run_events",
  {
    workspaceId: workspaceId(),
    runId: text("run_id").notNull(),
    seq: integer("seq").notNull(),
    /** Milliseconds since 1970. */
    at: bigint("at", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    nodeId: text("node_id"),
    path: text("path").notNull().default(""),
    attempt: integer("attempt"),
    /** The fields of the event that have no column of their own. */
    payload: sealed<Record<string, unknown>>("payload"),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.seq] }),
    uniqueIndex("run_events_completed_once")
      .on(table.runId, table.nodeId, table.path)
      .where(sql`type = 'node.completed'`),
  ],
);
