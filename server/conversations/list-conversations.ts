import {
  type ConversationSummary,
  type SummaryRow,
  selectConversations,
  toConversationSummary,
} from "@/server/conversations/conversation-summary";
import { messageTerms } from "@/server/conversations/message-terms";
import type { DatabaseSession } from "@/server/db/open-database";
import type { SqlParameter } from "@/server/db/sql-client";
import { decodeCursor, foreignCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

export interface ListConversations extends PageRequest {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly agentId?: string;
  /** Id or slug. */
  readonly workflowId?: string;
  /** Words that one message or the title has; the last may be unfinished only as far as its stem is whole. */
  readonly search?: string;
  /** What memory nodes keep too. Default: chats alone. */
  readonly withMemory?: boolean;
}

/** Those in which something was said last come first. */
export async function listConversations(
  session: DatabaseSession,
  request: ListConversations,
): Promise<Page<ConversationSummary>> {
  const { workspaceId, agentId, workflowId, search = "", cursor, limit = usualPerPage } = request;
  const parameters: SqlParameter[] = [workspaceId];
  const conditions = ["c.workspace_id = $1"];
  const given = (value: SqlParameter) => `$${parameters.push(value)}`;
  if (request.withMemory !== true) conditions.push("c.thread is null");
  if (agentId !== undefined) {
    const place = given(agentId);
    conditions.push(`(c.agent_id = ${place} or a.slug = ${place})`);
  }
  if (workflowId !== undefined) {
    const place = given(workflowId);
    conditions.push(`(c.workflow_id = ${place} or w.slug = ${place})`);
  }
  const terms = messageTerms(search);
  if (search.trim() !== "" && terms.length === 0) return { items: [], nextCursor: null };
  if (terms.length > 0) {
    const place = given(terms);
    conditions.push(
      `(c.terms @> ${place}::int[] or exists (select 1 from messages m where m.conversation_id = c.id and m.terms @> ${place}::int[]))`,
    );
  }
  if (cursor !== undefined) {
    const [updatedAt = "", id = ""] = decodeCursor(cursor, 2);
    if (!Number.isFinite(Date.parse(updatedAt))) throw foreignCursor();
    conditions.push(
      `(c.updated_at, c.id) < (${given(new Date(updatedAt).toISOString())}::timestamptz, ${given(id)}::text)`,
    );
  }
  const rows = await session.execute<SummaryRow>(
    `${selectConversations} where ${conditions.join(" and ")} order by c.updated_at desc, c.id desc limit ${Number(limit) + 1}`,
    parameters,
  );
  return toPage(rows, limit, toConversationSummary, (row) => [row.updated_at.toISOString(), row.id]);
}
