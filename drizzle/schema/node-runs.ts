import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { instant, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";
import type { RunError } from "@/nodes/core/app-error";
import type { NodeRunStatus } from "@/nodes/core/run-status";
import { nodeRunStatuses } from "@/nodes/core/run-status";

/** What a node cost in a run, for lists and statistics; only nodes that cost something have a row. */
export const nodeRuns = pgTable(
  "node_runs",
  {
    workspaceId: workspaceId(),
    runId: text("run_id").notNull(),
    nodeId: text("node_id").notNull(),
    path: text("path").notNull().default(""),
    nodeType: text("node_type"),
    status: text("status").$type<NodeRunStatus>().notNull(),
    attempt: integer("attempt").notNull().default(1),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    durationMs: real("duration_ms"),
    usage: jsonb("usage").$type<Record<string, unknown>>(),
    error: sealed<RunError>("error"),
    /** The run that a reused result came from. */
    reusedFrom: text("reused_from"),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.path] }),
    index("node_runs_started").on(table.startedAt),
    check(
      "node_runs_status",
      sql`${table.status} in (${sql.raw(nodeRunStatuses.map((word) => `'${word}'`).join(", "))})`,
    ),
  ],
);
