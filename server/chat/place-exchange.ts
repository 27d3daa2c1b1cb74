import { AppError } from "@/nodes/core/app-error";
import type { Message } from "@/server/conversations/message";
import { readBranch } from "@/server/conversations/read-branch";
import type { StoredConversation } from "@/server/conversations/read-conversation";
import { readMessage } from "@/server/conversations/read-message";
import { mostInWindow, type SaidMessage, windowOf } from "@/server/conversations/window";
import type { DatabaseSession } from "@/server/db/open-database";

/** Where in a conversation a message stands, and what was said before it. */
export interface ExchangePlace {
  readonly parentId: string | null;
  readonly said: readonly SaidMessage[];
  /** The message of a person that is answered again. */
  readonly again?: Message;
}

export async function placeExchange(
  session: DatabaseSession,
  conversation: StoredConversation | undefined,
  request: { readonly parentId?: string | null; readonly answerAgain?: string },
): Promise<ExchangePlace> {
  const { answerAgain, parentId } = request;
  if (conversation === undefined) return { parentId: null, said: [] };
  if (answerAgain !== undefined) {
    const again = await readMessage(session, conversation.id, answerAgain);
    if (again.role !== "user")
      throw new AppError("REQUEST_INVALID", "Only a message of a person can be answered again.", {
        field: "answerAgain",
      });
    return { parentId: again.parentId, again, said: await saidUpTo(session, conversation, again.parentId) };
  }
  const parent = parentId === undefined ? await endOf(session, conversation) : parentId;
  if (parent !== null && parent !== conversation.headId) await readMessage(session, conversation.id, parent);
  return { parentId: parent, said: await saidUpTo(session, conversation, parent) };
}

/**
 * The end of the branch in view. While an answer is being written there, a second message stands beside the question of it: an
 * answer that nobody has read yet is no history.
 */
async function endOf(session: DatabaseSession, { id, headId }: StoredConversation): Promise<string | null> {
  if (headId === null) return null;
  const [head] = await readBranch(session, id, headId, 1);
  if (head === undefined) return null;
  if (head.status !== "running" || head.parentId === null) return head.id;
  return (await readMessage(session, id, head.parentId)).parentId;
}

async function saidUpTo(
  session: DatabaseSession,
  conversation: StoredConversation,
  lastId: string | null,
): Promise<readonly SaidMessage[]> {
  if (lastId === null) return [];
  if (lastId === conversation.headId) return conversation.window;
  return windowOf(await readBranch(session, conversation.id, lastId, 2 * mostInWindow));
}
