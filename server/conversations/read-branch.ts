import { type Message, type MessageRow, messageColumns, toMessage } from "@/server/conversations/message";
import type { DatabaseSession } from "@/server/db/open-database";

/**
 * The way from the beginning of a conversation to a message, the oldest first; the `most` last ones of it. A summary stands for
 * all before it.
 */
export async function readBranch(
  session: DatabaseSession,
  conversationId: string,
  lastId: string | null,
  most: number,
): Promise<Message[]> {
  if (lastId === null) return [];
  const all = messageColumns.split(", ");
  const rows = await session.execute<MessageRow>(
    `with recursive branch as (
       select ${messageColumns}, 1 as depth from messages where id = $2 and conversation_id = $1
       union all
       select ${all.map((column) => `m.${column}`).join(", ")}, b.depth + 1 from messages m
       join branch b on m.id = b.parent_id
       where m.conversation_id = $1 and b.role <> 'summary' and b.depth < $3
     ) select ${messageColumns} from branch order by depth desc`,
    [conversationId, lastId, most],
  );
  return rows.map(toMessage);
}
