import type { JsonObject } from "@/nodes/core/json";
import type { SearchMode } from "@/nodes/core/node-runner";

/** One side of the bench. */
export interface BenchSettings {
  readonly mode: SearchMode;
  readonly topK: number;
  /** 0: nothing is left out. */
  readonly minScore: number;
  /** JSON as it is typed; empty is no filter. */
  readonly filter: string;
}

export const usualSettings: BenchSettings = { mode: "hybrid", topK: 5, minScore: 0, filter: "" };

export const modeLabels: Readonly<Record<SearchMode, string>> = {
  hybrid: "Both",
  vector: "Meaning",
  text: "Words",
};

/** The filter as an object, or what is wrong with it. */
export function readFilter(text: string): { readonly filter?: JsonObject; readonly problem?: string } {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { filter: value as JsonObject };
  } catch {
    // Said below, the same for both.
  }
  return { problem: 'Write an object such as {"lang": "en"}, or leave it empty.' };
}

/** "Both · 5 passages · from 0.3": what a side is set to. */
export function settingsWords({ mode, topK, minScore, filter }: BenchSettings): string {
  return [
    modeLabels[mode],
    `top ${topK}`,
    ...(minScore > 0 ? [`from ${minScore}`] : []),
    ...(filter.trim() === "" ? [] : ["filtered"]),
  ].join(" · ");
}
