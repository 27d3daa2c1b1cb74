import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, workspaceId } from "@/drizzle/schema/columns";
import { workflows } from "@/drizzle/schema/workflows";

/** The triggers of the published version of each workflow: drafts never run by themselves. */
export const triggers = pgTable(
  "triggers",
  {
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    nodeId: text("node_id").notNull(),
    workspaceId: workspaceId(),
    /** The type of the node. */
    type: text("type").notNull(),
    config: jsonb("config").$type<Record<string, unknown>>().notNull(),
    /** Of a webhook: what stands behind `/api/hooks/`. */
    path: text("path"),
    method: text("method"),
    /** When it is due next. */
    nextAt: instant("next_at"),
    lastAt: instant("last_at"),
    lastRunId: text("last_run_id"),
    /** Why it did not start a run the last time that it was to. */
    lastError: text("last_error"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.nodeId] }),
    uniqueIndex("triggers_hook").on(table.path, table.method).where(sql`path is not null`),
    index("triggers_due").on(table.nextAt).where(sql`next_at is not null`),
  ],
);
