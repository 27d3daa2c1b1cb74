import { openJson, openJsonb } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import type { SaidMessage } from "@/server/conversations/window";
import type { DatabaseSession } from "@/server/db/open-database";

export interface StoredConversation {
  readonly id: string;
  readonly agentId: string | null;
  readonly workflowId: string | null;
  readonly title: string;
  readonly window: readonly SaidMessage[];
  readonly headId: string | null;
  readonly revision: number;
  readonly isMemory: boolean;
}

interface Row {
  readonly id: string;
  readonly agent_id: string | null;
  readonly workflow_id: string | null;
  readonly title: string;
  readonly messages: unknown;
  readonly head_id: string | null;
  readonly revision: number;
  readonly thread: string | null;
}

/** Throws `NOT_FOUND`. */
export async function readConversation(
  session: DatabaseSession,
  workspaceId: string,
  id: string,
): Promise<StoredConversation> {
  const [row] = await session.execute<Row>(
    `select id, agent_id, workflow_id, title, messages, head_id, revision, thread from conversations
     where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  if (row === undefined) throw noConversation(id);
  return {
    id: row.id,
    agentId: row.agent_id,
    workflowId: row.workflow_id,
    title: String(openJson(row.title)),
    window: openJsonb(row.messages) as SaidMessage[],
    headId: row.head_id,
    revision: row.revision,
    isMemory: row.thread !== null,
  };
}

export function noConversation(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no conversation ${id}. It may have been deleted.`);
}
