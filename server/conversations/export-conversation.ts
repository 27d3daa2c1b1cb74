import { type Conversation, getConversation } from "@/server/conversations/get-conversation";
import type { Message } from "@/server/conversations/message";
import type { DatabaseSession } from "@/server/db/open-database";

export const exportFormats = ["markdown", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedConversation {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Markdown has the branch in view, JSON all of it. */
export async function exportConversation(
  session: DatabaseSession,
  workspaceId: string,
  id: string,
  format: ExportFormat,
): Promise<ExportedConversation> {
  const conversation = await getConversation(session, workspaceId, id);
  const name = fileName(conversation.title);
  return format === "json"
    ? { name: `${name}.json`, mediaType: "application/json", text: `${JSON.stringify(conversation, null, 2)}\n` }
    : { name: `${name}.md`, mediaType: "text/markdown; charset=utf-8", text: toMarkdown(conversation) };
}

function toMarkdown(conversation: Conversation): string {
  const partner = conversation.agentName ?? conversation.workflowName ?? "Assistant";
  const said = branchInView(conversation).map((message) => messageMarkdown(message, partner));
  return `${[`# ${conversation.title}`, ...said].join("\n\n")}\n`;
}

function messageMarkdown({ role, content, status, details, createdAt }: Message, partner: string): string {
  const who = role === "user" ? "You" : role === "summary" ? "Summary of what was said before" : partner;
  const files = (details.attachments ?? []).map(({ name }) => `- ${name}`);
  const sources = (details.sources ?? []).map(
    ({ name, quote }, i) => `${i + 1}. ${name}: “${quote.replaceAll("\n", " ")}”`,
  );
  const parts = [
    `## ${who}, ${createdAt}`,
    content,
    status === "failed" || status === "canceled" ? `*This answer was ${status}.*` : "",
    files.join("\n"),
    sources.join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

export function branchInView({ messages, headId }: Pick<Conversation, "messages" | "headId">): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: Message[] = [];
  for (let at = byId.get(headId ?? ""); at !== undefined; at = byId.get(at.parentId ?? "")) branch.unshift(at);
  return branch;
}

function fileName(title: string): string {
  const plain = title
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain === "" ? "conversation" : plain;
}
