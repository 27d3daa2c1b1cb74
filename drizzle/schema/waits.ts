import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, instant, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";
import type { WaitReason } from "@/nodes/core/trace-event";

/**
 * What waits for a person or a time, one row a node run, for as long as it waits: the inbox, and what tells a server that
 * nobody's memory holds when a run goes on. A fold of the run's events.
 */
export const waits = pgTable(
  "waits",
  {
    runId: text("run_id").notNull(),
    nodeId: text("node_id").notNull(),
    path: text("path").notNull(),
    workspaceId: workspaceId(),
    reason: text("reason").$type<WaitReason>().notNull(),
    choices: jsonb("choices").$type<string[]>().notNull(),
    details: sealed<Record<string, unknown>>("details"),
    /** When it goes on by itself. */
    dueAt: instant("due_at"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.path] }),
    index("waits_due").on(table.dueAt).where(sql`due_at is not null`),
    index("waits_for_people").on(table.workspaceId, table.createdAt).where(sql`reason <> 'timer'`),
  ],
);
