import type { JsonValue } from "./json";

export interface FoundJson {
  readonly value: JsonValue;
  /** The text around it. */
  readonly before: string;
  readonly after: string;
}

/**
 * The JSON in what a model wrote: the whole text, the inside of a code fence, or the first object or list that stands
 * in it. Text in `<think>` tags is passed over. Undefined when there is none; broken JSON is not repaired.
 */
export function jsonInText(text: string): FoundJson | undefined {
  const spoken = withoutThinking(text);
  const whole = parsed(spoken);
  if (whole !== undefined) return { value: whole, before: "", after: "" };
  for (const start of candidates(spoken)) {
    const end = endOfValue(spoken, start);
    const value = end === undefined ? undefined : parsed(spoken.slice(start, end));
    if (value !== undefined) return { value, before: spoken.slice(0, start), after: spoken.slice(end) };
  }
  return undefined;
}

/** Reasoning models write their thoughts first; those are no part of the answer. */
export function withoutThinking(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?<\/think>/, "").trim();
}

/** Where an object or list may start; bounded, so that a text of brackets alone costs no quadratic time. */
function candidates(text: string): number[] {
  const starts: number[] = [];
  for (let i = 0; i < text.length && starts.length < 50; i++) if (text[i] === "{" || text[i] === "[") starts.push(i);
  return starts;
}

/** The index behind the bracket that closes the one at `start`; brackets inside strings do not count. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === "\\") i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
