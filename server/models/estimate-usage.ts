import type { ChatRequest } from "@/nodes/core/node-runner";
import type { ProviderReply } from "./providers/provider";

/** About four characters a token, in the languages that models are mostly asked in. */
const charactersPerToken = 4;

/** Counts for a server that does not count; the span says that they are estimated. */
export function estimateUsage(
  { messages, tools, responseSchema }: Pick<ChatRequest, "messages" | "tools" | "responseSchema">,
  reply: Pick<ProviderReply, "text" | "toolCalls" | "reasoning">,
): { readonly inputTokens: number; readonly outputTokens: number } {
  const asked = messages.reduce((sum, { content }) => sum + content.length, 0);
  const schemas = JSON.stringify([tools ?? [], responseSchema?.schema ?? ""]).length;
  const calls = reply.toolCalls.reduce((sum, { name, arguments: args }) => sum + name.length + args.length, 0);
  return {
    inputTokens: Math.ceil((asked + schemas) / charactersPerToken),
    outputTokens: Math.ceil((reply.text.length + reply.reasoning.length + calls) / charactersPerToken),
  };
}
