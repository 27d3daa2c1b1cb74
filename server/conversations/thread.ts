import { openJsonb, sealJson, sealJsonb } from "@/drizzle/schema/sealed";
import { cutText } from "@/nodes/core/cut-text";
import { appendMessages, lockConversation, type NewMessage } from "@/server/conversations/append-messages";
import { longestMessage } from "@/server/conversations/message";
import { messageTerms } from "@/server/conversations/message-terms";
import { type Retention, trimConversation } from "@/server/conversations/retention";
import { refreshWindow, type SaidMessage } from "@/server/conversations/window";
import type { DatabaseSession } from "@/server/db/open-database";
import { newId } from "@/server/new-id";
import type { Effect } from "@/server/runs/effect";
import { keyedHash } from "@/server/security/keyed-hash";

/** What one agent of a workflow remembers of one person: memories of two threads never mix. */
export interface Thread {
  readonly workspaceId: string;
  readonly workflowId: string;
  /** The memory node. */
  readonly nodeId: string;
  readonly agentNodeId: string;
  /** Containers and callers around the agent. */
  readonly place: string;
  /** Who is talked with. */
  readonly session: string;
}

/** Names of people stand in sessions, so that the key in the database is a hash. */
function keyOf({ agentNodeId, place, session }: Thread): string {
  return keyedHash("conversation-thread", JSON.stringify([agentNodeId, place, session]));
}

/** What was said so far, as it is sent next; empty at the beginning. */
export async function readThread(session: DatabaseSession, thread: Thread): Promise<SaidMessage[]> {
  const [row] = await session.execute<{ messages: unknown }>(
    "select messages from conversations where workspace_id = $1 and workflow_id = $2 and node_id = $3 and thread = $4",
    [thread.workspaceId, thread.workflowId, thread.nodeId, keyOf(thread)],
  );
  return row === undefined ? [] : (openJsonb(row.messages) as SaidMessage[]);
}

export interface KeptInThread {
  readonly said: readonly { readonly role: "user" | "assistant"; readonly content: string }[];
  readonly runId: string;
  readonly title: string;
  readonly retention: Retention;
}

/** Adds what was said at the end of a thread, once however often it is carried out. */
export function keepInThread(thread: Thread, { said, runId, title, retention }: KeptInThread): Effect {
  const ids = said.map(() => newId());
  return async (session) => {
    const id = await lockThread(session, thread, title);
    const [there] = await session.execute("select 1 from messages where id = $1", [ids[0] ?? ""]);
    if (there !== undefined || said.length === 0) return;
    const [head] = await session.execute<{ head_id: string | null }>(
      "select head_id from conversations where id = $1",
      [id],
    );
    const messages: NewMessage[] = said.map(({ role, content }, i) => ({
      id: ids[i] as string,
      parentId: i === 0 ? (head?.head_id ?? null) : (ids[i - 1] as string),
      role,
      content: cutText(content, longestMessage),
      runId,
    }));
    await appendMessages(session, { id, workspaceId: thread.workspaceId }, messages);
    // What is to be summarized first waits for the next tidying: that takes a model.
    if (retention.summarize !== true) await trimConversation(session, id, retention);
    await refreshWindow(session, id);
  };
}

async function lockThread(session: DatabaseSession, thread: Thread, title: string): Promise<string> {
  const { workspaceId, workflowId, nodeId } = thread;
  const [row] = await session.execute<{ id: string }>(
    `insert into conversations (id, workspace_id, workflow_id, node_id, thread, title, terms, messages)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, workflow_id, node_id, thread) where thread is not null
     do update set updated_at = now() returning id`,
    [newId(), workspaceId, workflowId, nodeId, keyOf(thread), sealJson(title), messageTerms(title), sealJsonb([])],
  );
  const id = (row as { id: string }).id;
  await lockConversation(session, id);
  return id;
}
