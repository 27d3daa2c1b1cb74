import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** Somebody turned it off: it stays listed and starts nothing. */
    isPaused: boolean("is_paused").notNull().default(false),
    /** When it is due next. */
    nextAt: instant("next_at"),
    /** Names the one run that the next time starts, whoever starts it, however often. */
    nextKey: text("next_key").notNull().default(sql`gen_random_uuid()::text`),
    lastAt: instant("last_at"),
    lastRunId: text("last_run_id"),
    /** Why it did not start a run the last time that it was to. */
    lastError: text("last_error"),
    /** What keeps it from firing at all at present, such as a folder that is gone. */
    problem: text("problem"),
    /** Of a watched folder: when what was there already was written down. Null: not yet. */
    watchedSince: instant("watched_since"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.nodeId] }),
    uniqueIndex("triggers_hook").on(table.path, table.method).where(sql`path is not null`),
    index("triggers_due").on(table.nextAt).where(sql`next_at is not null`),
  ],
);

/** The files of watched folders that were there when watching began, or that a run was started for since. */
export const watchedFiles = pgTable(
  "watched_files",
  {
    workflowId: text("workflow_id").notNull(),
    nodeId: text("node_id").notNull(),
    /** Below the workspace folder. */
    path: text("path").notNull(),
    /** What tells this state of the file from others: size, time of the last change, and which file it is in which folder. */
    mark: text("mark").notNull(),
    /** Names the one run that this state of the file starts, whoever starts it. Null: it was there before. */
    claim: text("claim"),
    /** Until then a process is about to start that run; null: nothing is left to do. */
    claimedUntil: instant("claimed_until"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.nodeId, table.path] }),
    foreignKey({
      columns: [table.workflowId, table.nodeId],
      foreignColumns: [triggers.workflowId, triggers.nodeId],
    }).onDelete("cascade"),
  ],
);
