import type { AgentStyle } from "./saved-agent";

const lengths = {
  brief: "Answer briefly: a few sentences at most.",
  balanced: "Answer as long as the question needs, and no longer.",
  detailed: "Answer in detail, with reasons and examples.",
} as const;

const formats = {
  plain: "Write plain text without markup.",
  markdown: "Write Markdown.",
  list: "Write the answer as a Markdown list.",
  table: "Write the answer as a Markdown table where it has rows, else as Markdown.",
} as const;

/** The style of an agent as sentences for its instructions; empty where it has none. */
export function styleSentences({ tone, length, language, format }: AgentStyle): string {
  return [
    tone?.trim() ? `Your tone is ${tone.trim()}.` : "",
    length === undefined ? "" : lengths[length],
    language?.trim() ? `Answer in ${language.trim()}, whatever language you are asked in.` : "",
    format === undefined ? "" : formats[format],
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
