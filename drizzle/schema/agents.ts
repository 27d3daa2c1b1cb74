import { sql } from "drizzle-orm";
import { jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, updatedAt, workspaceId } from "@/drizzle/schema/columns";

/** Saved agents, to be used in many workflows and conversations. */
export const agents = pgTable(
  "agents",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    model: text("model").notNull().default("default"),
    capabilities: jsonb("capabilities").$type<string[]>().notNull().default(sql`'[]'`),
    status: text("status").notNull().default("active"),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("agents_slug").on(table.workspaceId, table.slug)],
);
