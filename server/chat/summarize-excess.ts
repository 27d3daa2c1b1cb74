import { cutText } from "@/nodes/core/cut-text";
import { withoutThinking } from "@/nodes/core/json-in-text";
import { lockConversation } from "@/server/conversations/append-messages";
import { type Message, sealedParts } from "@/server/conversations/message";
import { messageTerms } from "@/server/conversations/message-terms";
import { readBranch } from "@/server/conversations/read-branch";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { executor } from "@/server/executor/executor";
import { newId } from "@/server/new-id";

const longestBranch = 10_000;
const mostRead = 24_000;
const longestSummary = 2_000;
const mostMs = 120_000;

export interface Excess {
  readonly id: string;
  readonly workspaceId: string;
  readonly excess: ReadonlySet<string>;
}

/**
 * Writes a summary of what is to be deleted from the branch in view, and puts it before what is kept of it. Throws where no
 * model can write it.
 */
export async function summarizeExcess(database: Database, { id, workspaceId, excess }: Excess): Promise<void> {
  const branch = await branchInView(database, id);
  const firstKept = branch.find((message) => !excess.has(message.id));
  const cut = firstKept === undefined ? branch : branch.slice(0, branch.indexOf(firstKept));
  if (cut.length === 0 || (cut.length === 1 && cut[0]?.role === "summary")) return;
  const summary = await writeSummary(database, id, cut);
  await database.transaction(async (session) => {
    if (!(await lockConversation(session, id))) return;
    const summaryId = newId();
    const earlier = cut.reduce((sum, { details }) => sum + (details.summarized ?? 1), 0);
    const [content, details] = sealedParts(summary, { summarized: earlier });
    await session.execute(
      `insert into messages (id, workspace_id, conversation_id, parent_id, role, content, details, terms, is_pinned)
       values ($1, $2, $3, null, 'summary', $4, $5, $6, true)`,
      [summaryId, workspaceId, id, content, details, messageTerms(summary)],
    );
    // An older summary is in the new one.
    await session.execute(
      "update messages set is_pinned = false where conversation_id = $1 and role = 'summary' and id = any($2)",
      [id, cut.map((message) => message.id)],
    );
    if (firstKept === undefined)
      await session.execute("update conversations set head_id = $2 where id = $1", [id, summaryId]);
    else await session.execute("update messages set parent_id = $2 where id = $1", [firstKept.id, summaryId]);
  });
}

async function branchInView(session: DatabaseSession, id: string): Promise<Message[]> {
  const [row] = await session.execute<{ head_id: string | null }>("select head_id from conversations where id = $1", [
    id,
  ]);
  return readBranch(session, id, row?.head_id ?? null, longestBranch);
}

async function writeSummary(database: Database, id: string, cut: readonly Message[]): Promise<string> {
  const { services } = await executor();
  const [agent] = await database.execute<{ model: string }>(
    "select a.model from conversations c join agents a on a.id = c.agent_id where c.id = $1",
    [id],
  );
  const model = await services.resolveModel({ model: agent?.model ?? "default" }, { fairnessKey: `summary ${id}` });
  const said = cut.map(({ role, content }) => `${role}: ${content}`).join("\n\n");
  const content = `Summarize this conversation in at most 200 words. Keep names, numbers and decisions.\n\n${said.slice(-mostRead)}`;
  const { text } = await model.chat({ messages: [{ role: "user", content }], signal: AbortSignal.timeout(mostMs) });
  return cutText(withoutThinking(text), longestSummary);
}
