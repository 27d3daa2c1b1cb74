import { sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { lockConversation } from "@/server/conversations/append-messages";
import { messageTerms } from "@/server/conversations/message-terms";
import { noConversation, readConversation } from "@/server/conversations/read-conversation";
import { readMessage } from "@/server/conversations/read-message";
import { refreshWindow } from "@/server/conversations/window";
import type { Database, DatabaseSession } from "@/server/db/open-database";

const longestTitle = 200;

export async function renameConversation(
  database: Database,
  workspaceId: string,
  id: string,
  title: string,
): Promise<void> {
  const text = title.trim();
  if (text === "" || text.length > longestTitle)
    throw new AppError("REQUEST_INVALID", `A title has 1 to ${longestTitle} characters.`, { field: "title" });
  const { affectedRows } = await database.query(
    "update conversations set title = $3, terms = $4, revision = revision + 1 where workspace_id = $1 and id = $2",
    [workspaceId, id, sealJson(text), messageTerms(text)],
  );
  if (affectedRows === 0) throw noConversation(id);
}

/** Goes on from another message: the newest end of the branch that it stands in comes into view. */
export async function moveHead(
  database: Database,
  workspaceId: string,
  id: string,
  messageId: string,
): Promise<{ readonly headId: string }> {
  return database.transaction(async (session) => {
    await lockOwn(session, workspaceId, id);
    await readMessage(session, id, messageId);
    const headId = await newestEnd(session, id, messageId);
    await session.execute("update conversations set head_id = $2 where id = $1", [id, headId]);
    await refreshWindow(session, id);
    return { headId };
  });
}

export async function pinMessage(
  database: Database,
  workspaceId: string,
  id: string,
  { messageId, isPinned }: { readonly messageId: string; readonly isPinned: boolean },
): Promise<void> {
  await readConversation(database, workspaceId, id);
  await readMessage(database, id, messageId);
  await database.execute("update messages set is_pinned = $3 where conversation_id = $1 and id = $2", [
    id,
    messageId,
    isPinned,
  ]);
}

/** With all of its messages. */
export async function deleteConversation(database: Database, workspaceId: string, id: string): Promise<void> {
  const { affectedRows } = await database.query("delete from conversations where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
  ]);
  if (affectedRows === 0) throw noConversation(id);
}

export async function lockOwn(session: DatabaseSession, workspaceId: string, id: string): Promise<void> {
  await readConversation(session, workspaceId, id);
  if (!(await lockConversation(session, id))) throw noConversation(id);
}

/** Down from a message, at each fork along what was said last. */
async function newestEnd(session: DatabaseSession, id: string, messageId: string): Promise<string> {
  const [row] = await session.execute<{ id: string }>(
    `with recursive way as (
       select $2::text as id, 0 as depth
       union all
       select (select max(m.id) from messages m where m.conversation_id = $1 and m.parent_id = w.id), w.depth + 1
       from way w where w.id is not null and w.depth < 100000
     ) select id from way where id is not null order by depth desc limit 1`,
    [id, messageId],
  );
  return row?.id ?? messageId;
}
