import { type Message, type MessageDetails, sealedParts } from "@/server/conversations/message";
import { messageTerms } from "@/server/conversations/message-terms";
import type { DatabaseSession } from "@/server/db/open-database";

export interface NewMessage {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: Message["role"];
  readonly content: string;
  readonly details?: MessageDetails;
  readonly status?: Message["status"];
  readonly runId?: string;
  readonly tokens?: number;
}

/** Writes messages and makes the last one the head. What is there already stays as it is. */
export async function appendMessages(
  session: DatabaseSession,
  { id, workspaceId }: { readonly id: string; readonly workspaceId: string },
  messages: readonly NewMessage[],
): Promise<void> {
  for (const message of messages) {
    const [content, details] = sealedParts(message.content, message.details ?? {});
    await session.execute(
      `insert into messages (id, workspace_id, conversation_id, parent_id, role, content, details, status, run_id, tokens, terms)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
      [
        message.id,
        workspaceId,
        id,
        message.parentId,
        message.role,
        content,
        details,
        message.status ?? "completed",
        message.runId ?? null,
        message.tokens ?? null,
        messageTerms(message.content),
      ],
    );
  }
  await session.execute(
    "update conversations set head_id = $2, revision = revision + 1, updated_at = now() where id = $1",
    [id, messages.at(-1)?.id],
  );
}

/** Holds the conversation until the transaction ends: who else writes to it waits. False where it is gone. */
export async function lockConversation(session: DatabaseSession, id: string): Promise<boolean> {
  const rows = await session.execute("select 1 from conversations where id = $1 for update", [id]);
  return rows.length > 0;
}
