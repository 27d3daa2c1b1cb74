import { AppError } from "@/nodes/core/app-error";
import { type Message, type MessageRow, messageColumns, toMessage } from "@/server/conversations/message";
import type { DatabaseSession } from "@/server/db/open-database";

/** Throws `NOT_FOUND`. */
export async function readMessage(
  session: DatabaseSession,
  conversationId: string,
  messageId: string,
): Promise<Message> {
  const [row] = await session.execute<MessageRow>(
    `select ${messageColumns} from messages where conversation_id = $1 and id = $2`,
    [conversationId, messageId],
  );
  if (row === undefined)
    throw new AppError("NOT_FOUND", `There is no message ${messageId} in this conversation. It may have been deleted.`);
  return toMessage(row);
}
