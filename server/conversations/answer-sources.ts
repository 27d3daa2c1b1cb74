import { isJsonObject } from "@/nodes/core/json";
import type { Source } from "@/server/conversations/message";

const mostSources = 20;
const quoteLength = 400;

/** The passages that an agent was given, as what its answer is quoted from. */
export function sourcesOf(context: unknown): Source[] {
  if (!Array.isArray(context)) return [];
  return context.flatMap(sourceOf).slice(0, mostSources);
}

function sourceOf(item: unknown): Source[] {
  if (!isJsonObject(item) || typeof item.text !== "string" || !isJsonObject(item.source)) return [];
  const { source, text, documentId, score } = item;
  if (typeof source.name !== "string") return [];
  return [
    {
      name: source.name,
      quote: text.length > quoteLength ? `${text.slice(0, quoteLength)}…` : text,
      ...(typeof source.place === "string" ? { place: source.place } : {}),
      ...(typeof source.address === "string" ? { address: source.address } : {}),
      ...(typeof documentId === "string" ? { documentId } : {}),
      ...(typeof score === "number" ? { score } : {}),
    },
  ];
}
