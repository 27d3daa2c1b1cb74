import type { ModelType } from "./model-types";

/** A thing a model can do, as one checkbox; `words` are what an entry says for it. */
export interface Capability {
  readonly label: string;
  readonly detail: string;
  readonly words: readonly string[];
}

export const capabilities: readonly Capability[] = [
  { label: "Chat", detail: "Answers messages", words: ["text", "chat"] },
  { label: "Tools", detail: "Calls tools by itself", words: ["tools"] },
  { label: "JSON schema", detail: "Keeps to a schema", words: ["json_schema"] },
  { label: "Vision", detail: "Reads images", words: ["vision"] },
  { label: "Embeddings", detail: "Turns text into vectors", words: ["embeddings"] },
];

/** What is checked for a new entry. LM Studio and Ollama keep any model to a schema; other servers have to say so. */
export const usualWords: Record<ModelType, readonly string[]> = {
  lm_studio: ["text", "chat", "tools", "json_schema"],
  ollama: ["text", "chat", "json_schema"],
  custom: ["text", "chat"],
  gguf: ["text", "chat", "tools", "json_schema"],
};

export function hasCapability(words: readonly string[], capability: Capability): boolean {
  return capability.words.some((word) => words.includes(word));
}

/** The words after a checkbox was clicked; those that no checkbox knows stay. */
export function withCapability(words: readonly string[], capability: Capability, isOn: boolean): string[] {
  const others = words.filter((word) => !capability.words.includes(word));
  return isOn ? [...others, ...capability.words] : others;
}

/** Short names for chips: what the checkboxes say, then unknown words as they are. */
export function capabilityLabels(words: readonly string[]): string[] {
  const known = capabilities.filter((capability) => hasCapability(words, capability));
  const unknown = words.filter((word) => !capabilities.some((capability) => capability.words.includes(word)));
  return [...known.map(({ label }) => label), ...unknown];
}
