import { sealJsonb } from "@/drizzle/schema/sealed";
import type { ChatMessage } from "@/nodes/core/node-runner";
import { type Message, modelText } from "@/server/conversations/message";
import { readBranch } from "@/server/conversations/read-branch";
import type { DatabaseSession } from "@/server/db/open-database";

/** What of a conversation goes into a run: a model reads no more than this, and each run keeps its input. */
export const mostInWindow = 200;
const mostCharacters = 96_000;

export type SaidMessage = Pick<ChatMessage, "content"> & { readonly role: "system" | "user" | "assistant" };

/**
 * A branch as a model gets it: what was summarized stands first as a system message. A question without an answer is left out,
 * since models want turns; so is what is older than the window.
 */
export function windowOf(branch: readonly Message[]): SaidMessage[] {
  const said: SaidMessage[] = [];
  for (const { role, content, status, details } of branch) {
    if (role === "summary") said.splice(0, said.length, { role: "system", content: summaryText(content) });
    else if (role === "user") said.push({ role, content: modelText(content, details.attachments) });
    else if (content.trim() !== "" && status !== "running") said.push({ role, content });
    else if (said.at(-1)?.role === "user") said.pop();
  }
  return cutWindow(said);
}

function summaryText(content: string): string {
  return `What was said before, in short:\n${content}`;
}

/** The newest that fit; it begins with a question, not in the middle of a turn. */
function cutWindow(said: readonly SaidMessage[]): SaidMessage[] {
  let characters = 0;
  let from = said.length;
  while (from > 0 && said.length - from < mostInWindow) {
    characters += said[from - 1]?.content.length ?? 0;
    if (characters > mostCharacters) break;
    from -= 1;
  }
  const kept = said.slice(from);
  if (from === 0) return kept;
  const first = kept.findIndex(({ role }) => role === "user");
  const begun = first < 0 ? kept : kept.slice(first);
  return said[0]?.role === "system" ? [said[0], ...begun] : begun;
}

/** Writes what is sent next, after what was said changed. The conversation's row is locked by who calls. */
export async function refreshWindow(session: DatabaseSession, conversationId: string): Promise<void> {
  const [row] = await session.execute<{ head_id: string | null }>("select head_id from conversations where id = $1", [
    conversationId,
  ]);
  if (row === undefined) return;
  const window = windowOf(await readBranch(session, conversationId, row.head_id, 2 * mostInWindow));
  await session.execute(
    "update conversations set messages = $2, revision = revision + 1, updated_at = now() where id = $1",
    [conversationId, sealJsonb(window)],
  );
}
