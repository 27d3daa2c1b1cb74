import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { agents } from "@/drizzle/schema/agents";
import { createdAt, updatedAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed, sealedJsonb } from "@/drizzle/schema/sealed";

/** A conversation belongs to an agent, to a workflow's chat, or to a workflow and its memory node. */
export const conversations = pgTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    agentId: text("agent_id").references(() => agents.id, { onDelete: "set null" }),
    workflowId: text("workflow_id"),
    /** Of the memory node, or of the `chat` trigger. */
    nodeId: text("node_id"),
    /**
     * Of a memory node: who remembers and whom it talks with, so that branches and people never mix. Null for chats, which
     * are found by their id.
     */
    thread: text("thread"),
    title: sealed<string>("title").notNull(),
    /** Keyed hashes of the title's words, for the search. */
    terms: integer("terms").array().notNull().default(sql`'{}'`),
    /** The window that is sent next; the whole conversation is in `messages`. */
    messages: sealedJsonb<unknown[]>("messages").notNull().default([]),
    /** The message that it goes on from: the last one of the branch that was looked at last. Null while it is empty. */
    headId: text("head_id"),
    /** Rises with each change of what was said. */
    revision: integer("revision").notNull().default(0),
    /** The conversation that it was branched off from, which may be gone. */
    branchedFrom: text("branched_from"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("conversations_updated").on(table.workspaceId, table.updatedAt),
    index("conversations_agent").on(table.agentId),
    index("conversations_workflow").on(table.workflowId, table.nodeId),
    uniqueIndex("conversations_thread")
      .on(table.workspaceId, table.workflowId, table.nodeId, table.thread)
      .where(sql`thread is not null`),
  ],
);

const roles = ["user", "assistant", "summary"];
const statuses = ["running", "completed", "failed", "canceled"];
const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(", "));

/**
 * Every message of every conversation: a tree, since a message that is edited or answered again gets a sibling. Their ids
 * rise with time, so they order them too.
 */
export const messages = pgTable(
  "messages",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** What it follows; null for the first. */
    parentId: text("parent_id"),
    /** `summary`: stands for all before it, which may be deleted. */
    role: text("role").notNull(),
    content: sealed("content").notNull(),
    /** Attachments, sources with quotes, who answered: `server/conversations/message.ts` says what. */
    details: sealed<Record<string, unknown>>("details"),
    /** Of an answer: how far its run is. */
    status: text("status").notNull().default("completed"),
    /** Estimated. Null where nobody counted. */
    tokens: integer("tokens"),
    /** Keyed hashes of its stems, for the search. */
    terms: integer("terms").array().notNull().default(sql`'{}'`),
    isPinned: boolean("is_pinned").notNull().default(false),
    runId: text("run_id"),
    createdAt: createdAt(),
  },
  (table) => [
    index("messages_conversation").on(table.conversationId, table.id),
    index("messages_run").on(table.runId).where(sql`run_id is not null`),
    index("messages_terms").using("gin", table.terms),
    check("messages_role", sql`${table.role} in (${quoted(roles)})`),
    check("messages_status", sql`${table.status} in (${quoted(statuses)})`),
  ],
);
