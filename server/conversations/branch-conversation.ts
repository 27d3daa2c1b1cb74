import { sealJson, sealJsonb } from "@/drizzle/schema/sealed";
import { cutText } from "@/nodes/core/cut-text";
import { lockOwn } from "@/server/conversations/change-conversation";
import { messageTerms } from "@/server/conversations/message-terms";
import { readBranch } from "@/server/conversations/read-branch";
import { readConversation } from "@/server/conversations/read-conversation";
import { readMessage } from "@/server/conversations/read-message";
import { refreshWindow } from "@/server/conversations/window";
import type { Database } from "@/server/db/open-database";
import { newId } from "@/server/new-id";

/** Messages of the longest branch that is copied. */
const longestBranch = 10_000;

/** A new conversation that begins as this one went up to a message. */
export async function branchConversation(
  database: Database,
  workspaceId: string,
  id: string,
  messageId: string,
): Promise<{ readonly id: string }> {
  const newConversation = newId();
  await database.transaction(async (session) => {
    await lockOwn(session, workspaceId, id);
    const { title } = await readConversation(session, workspaceId, id);
    await readMessage(session, id, messageId);
    const branch = (await readBranch(session, id, messageId, longestBranch)).filter(
      ({ status }) => status !== "running",
    );
    const newTitle = cutText(`${title} (branch)`, 200);
    await session.execute(
      `insert into conversations (id, workspace_id, agent_id, workflow_id, node_id, title, terms, messages, branched_from)
       select $3, workspace_id, agent_id, workflow_id, node_id, $4, $5, $6, id from conversations
       where workspace_id = $1 and id = $2`,
      [workspaceId, id, newConversation, sealJson(newTitle), messageTerms(newTitle), sealJsonb([])],
    );
    let parentId: string | null = null;
    for (const message of branch) {
      const copyId = newId();
      await session.execute(
        `insert into messages (id, workspace_id, conversation_id, parent_id, role, content, details, status, tokens, terms, is_pinned, run_id, created_at)
         select $3, workspace_id, $4, $5, role, content, details, status, tokens, terms, is_pinned, run_id, created_at
         from messages where conversation_id = $1 and id = $2`,
        [id, message.id, copyId, newConversation, parentId],
      );
      parentId = copyId;
    }
    await session.execute("update conversations set head_id = $2 where id = $1", [newConversation, parentId]);
    await refreshWindow(session, newConversation);
  });
  return { id: newConversation };
}
