import { index, pgTable, text } from "drizzle-orm/pg-core";
import { agents } from "@/drizzle/schema/agents";
import { createdAt, updatedAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed, sealedJsonb } from "@/drizzle/schema/sealed";

/** A conversation belongs to an agent, or to a workflow and its memory node. */
export const conversations = pgTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    agentId: text("agent_id").references(() => agents.id, { onDelete: "set null" }),
    workflowId: text("workflow_id"),
    nodeId: text("node_id"),
    title: text("title").notNull().default(""),
    /** The window that is sent next; the whole conversation is in `messages`. */
    messages: sealedJsonb<unknown[]>("messages").notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("conversations_updated").on(table.workspaceId, table.updatedAt),
    index("conversations_agent").on(table.agentId),
    index("conversations_workflow").on(table.workflowId, table.nodeId),
  ],
);

/** Every message of every conversation. Their ids rise with time, so they order them too. */
export const messages = pgTable(
  "messages",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    role: text("role").notNull(),
    content: sealed("content").notNull(),
    runId: text("run_id"),
    createdAt: createdAt(),
  },
  (table) => [index("messages_conversation").on(table.conversationId, table.id)],
);
