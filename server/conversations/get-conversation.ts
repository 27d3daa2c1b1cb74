import { z } from "zod";
import {
  conversationSummarySchema,
  type SummaryRow,
  selectConversations,
  toConversationSummary,
} from "@/server/conversations/conversation-summary";
import {
  type MessageRow,
  messageColumns,
  messageSchema,
  shownMessage,
  toMessage,
} from "@/server/conversations/message";
import { noConversation } from "@/server/conversations/read-conversation";
import type { DatabaseSession } from "@/server/db/open-database";

/** Messages of one conversation that are shown at once. */
const mostShown = 2_000;

export const conversationSchema = conversationSummarySchema
  .extend({
    headId: z.string().nullable().describe("The end of the branch in view."),
    branchedFrom: z.string().nullable(),
    messages: z.array(messageSchema).describe("All branches, the oldest first: parentId says what a message follows."),
  })
  .meta({ id: "ConversationWithMessages" });
export type Conversation = z.infer<typeof conversationSchema>;

interface Row extends SummaryRow {
  readonly head_id: string | null;
  readonly branched_from: string | null;
}

/** A conversation with its messages, or with the newest of them. Throws `NOT_FOUND`. */
export async function getConversation(
  session: DatabaseSession,
  workspaceId: string,
  id: string,
): Promise<Conversation> {
  const select = selectConversations.replace("select c.id,", "select c.id, c.head_id, c.branched_from,");
  const [row] = await session.execute<Row>(`${select} where c.workspace_id = $1 and c.id = $2`, [workspaceId, id]);
  if (row === undefined) throw noConversation(id);
  const messages = await session.execute<MessageRow>(
    `select ${messageColumns} from (
       select ${messageColumns} from messages where conversation_id = $1 order by id desc limit ${mostShown}
     ) newest order by id`,
    [id],
  );
  return {
    ...toConversationSummary(row),
    headId: row.head_id,
    branchedFrom: row.branched_from,
    messages: messages.map((message) => shownMessage(toMessage(message))),
  };
}
