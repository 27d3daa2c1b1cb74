import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, updatedAt, workspaceId } from "@/drizzle/schema/columns";
import { type AgentStatus, agentStatuses } from "@/nodes/core/agent-status";

/** Saved agents, to be used in many workflows and conversations. */
export const agents = pgTable(
  "agents",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** Id in the model registry, or `default`. */
    model: text("model").notNull().default("default"),
    capabilities: jsonb("capabilities").$type<string[]>().notNull().default(sql`'[]'`),
    status: text("status").$type<AgentStatus>().notNull().default("active"),
    /** Instructions, sampling, tools, memory, style: `nodes/core/saved-agent.ts` says what. */
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("agents_slug").on(table.workspaceId, table.slug),
    check("agents_status", sql`${table.status} in (${sql.raw(agentStatuses.map((word) => `'${word}'`).join(", "))})`),
  ],
);
