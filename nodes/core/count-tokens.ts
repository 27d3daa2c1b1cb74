import type { ChatMessage } from "./node-runner";

/** About four characters a token in Latin scripts; elsewhere a character is nearly one. */
const charactersPerToken = 4;
/** What the form of a message costs around its text. */
const perMessage = 6;

/** Tokens of a text, estimated: rather too many than too few where it is no Latin script. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u0250-\uffff]/g)?.length ?? 0;
  return Math.ceil((text.length - wide) / charactersPerToken + wide);
}

export function messageTokens({ content }: Pick<ChatMessage, "content">, count = estimateTokens): number {
  return count(content) + perMessage;
}
