import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";

export const conversationSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    agentId: z.string().nullable(),
    agentName: z.string().nullable(),
    workflowId: z.string().nullable(),
    workflowName: z.string().nullable(),
    isMemory: z.boolean().describe("What a memory node of the workflow keeps: runs write it, not people."),
    isAnswering: z.boolean(),
    messageCount: z.number().int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Conversation" });
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

export interface SummaryRow {
  readonly id: string;
  readonly title: string;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly workflow_id: string | null;
  readonly workflow_name: string | null;
  readonly thread: string | null;
  readonly is_answering: boolean;
  readonly message_count: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const selectConversations = `select c.id, c.title, c.agent_id, a.name as agent_name, c.workflow_id, w.name as workflow_name, c.thread,
    exists (select 1 from messages m where m.id = c.head_id and m.status = 'running') as is_answering,
    (select count(*)::int from messages m where m.conversation_id = c.id) as message_count, c.created_at, c.updated_at
  from conversations c left join agents a on a.id = c.agent_id left join workflows w on w.id = c.workflow_id`;

export function toConversationSummary(row: SummaryRow): ConversationSummary {
  return {
    id: row.id,
    title: String(openJson(row.title)),
    agentId: row.agent_id,
    agentName: row.agent_name,
    workflowId: row.workflow_id,
    workflowName: row.workflow_name,
    isMemory: row.thread !== null,
    isAnswering: row.is_answering,
    messageCount: row.message_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
