import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt, workspaceId } from "@/drizzle/schema/columns";

/**
 * One part of the document as jsonb, kept by the database itself. jsonb refuses NUL and halves of surrogate pairs,
 * which a document may hold as escapes: they are replaced here, and only here.
 */
const partOfDocument = (key: "nodes" | "connections") =>
  sql.raw(`regexp_replace(document, '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\ufffd', 'g')::jsonb -> '${key}'`);

export const workflows = pgTable(
  "workflows",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    /** The readable part of the workflow's address, unique in its workspace. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** The canonical JSON of the workflow document: the truth. */
    document: text("document").notNull(),
    nodes: jsonb("nodes").$type<unknown[]>().generatedAlwaysAs(partOfDocument("nodes")),
    connections: jsonb("connections").$type<unknown[]>().generatedAlwaysAs(partOfDocument("connections")),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    /** Rises with each stored change. */
    revision: integer("revision").notNull().default(0),
    publishedVersion: integer("published_version"),
    publishedAt: instant("published_at"),
    /** What the owner allowed a workflow that came from elsewhere; null: nothing was asked yet. */
    grants: jsonb("grants").$type<Record<string, unknown>>(),
    origin: text("origin").$type<"local" | "imported">().notNull().default("local"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("workflows_slug").on(table.workspaceId, table.slug),
    index("workflows_updated").on(table.workspaceId, table.updatedAt),
    check("workflows_origin", sql`${table.origin} in ('local', 'imported')`),
  ],
);

/** Named or automatic snapshots that can be compared and restored. */
export const workflowVersions = pgTable(
  "workflow_versions",
  {
    workspaceId: workspaceId(),
    workflowId: text("workflow_id").notNull(),
    version: integer("version").notNull(),
    /** Of the workflow when the snapshot was taken. */
    revision: integer("revision").notNull().default(0),
    document: text("document").notNull(),
    /** JSON of the workflows that it calls, as they were when it was published. Null: it was not, or calls none. */
    called: text("called"),
    label: text("label"),
    reason: text("reason").notNull().default("saved"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.version] }),
    foreignKey({ columns: [table.workflowId], foreignColumns: [workflows.id] }).onDelete("cascade"),
  ],
);

/** The typed changes that led from one revision to the next: what autosave appends and a stale tab rebases on. */
export const workflowChanges = pgTable(
  "workflow_changes",
  {
    workspaceId: workspaceId(),
    workflowId: text("workflow_id").notNull(),
    revision: integer("revision").notNull(),
    /** JSON list of changes, as text: only ever read whole. */
    changes: text("changes").notNull(),
    /** JSON list of the changes that take it back: they lead to the document that a stale tab's changes were made on. */
    inverse: text("inverse").notNull().default("[]"),
    /** Made by the sender, so that what is sent again is applied once. */
    changeId: text("change_id"),
    /** The tab that made them, so that it can leave out its own. */
    origin: text("origin"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.revision] }),
    foreignKey({ columns: [table.workflowId], foreignColumns: [workflows.id] }).onDelete("cascade"),
    uniqueIndex("workflow_changes_change_id").on(table.workflowId, table.changeId),
  ],
);
