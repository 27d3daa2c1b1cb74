import { keptConversations } from "@/server/chat/retention-settings";
import { summarizeExcess } from "@/server/chat/summarize-excess";
import { lockConversation } from "@/server/conversations/append-messages";
import { excessOf, type Retention, trimConversation } from "@/server/conversations/retention";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { logger } from "@/server/logger";

/** What would be deleted. */
export interface RetentionPreview {
  readonly messages: number;
  readonly conversations: number;
}

/** Counts without deleting; `draft` is a global setting that is not stored yet. */
export async function previewRetention(
  session: DatabaseSession,
  workspaceId: string,
  draft?: Retention,
): Promise<RetentionPreview> {
  let messages = 0;
  let conversations = 0;
  for await (const { id, retention } of keptConversations(session, { workspaceId, draft })) {
    const { excess } = await excessOf(session, id, retention);
    messages += excess.size;
    if (excess.size > 0) conversations += 1;
  }
  return { messages, conversations };
}

/**
 * Deletes what conversations keep no more, in all workspaces. What is to be summarized is deleted only when its summary is
 * written: a model that is away leaves it for the next time. Gives how many messages are gone.
 */
export async function applyRetention(database: Database): Promise<number> {
  let deleted = 0;
  for await (const { id, workspaceId, retention } of keptConversations(database)) {
    const { excess } = await excessOf(database, id, retention);
    if (excess.size === 0) continue;
    try {
      if (retention.summarize === true) await summarizeExcess(database, { id, workspaceId, excess });
      deleted += await database.transaction(async (session) => {
        if (!(await lockConversation(session, id))) return 0;
        return trimConversation(session, id, retention, excess);
      });
    } catch (error) {
      logger().warn({ err: error, conversationId: id }, "A conversation could not be held within its retention");
    }
  }
  return deleted;
}
