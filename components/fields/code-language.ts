import { isAppError } from "@/nodes/core/app-error";
import { parseExpression } from "@/nodes/core/expression";
import { parseTemplate } from "@/nodes/core/template";

export type CodeLanguage = "template" | "expression" | "json";

/** What does not parse. Line and column count from 1; without them it is the whole text. */
export interface CodeProblem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export function templateProblem(text: string): CodeProblem | undefined {
  return problemOf(() => parseTemplate(text));
}

/** An empty expression is one that is not written yet; that it is missing is said elsewhere. */
export function expressionProblem(text: string): CodeProblem | undefined {
  return text.trim() === "" ? undefined : problemOf(() => parseExpression(text));
}

export function jsonProblem(text: string): CodeProblem | undefined {
  if (text.trim() === "") return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message: `This is no JSON: ${message}`, ...placeIn(text, message) };
  }
}

function problemOf(parse: () => unknown): CodeProblem | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { line, column } = error.details ?? {};
    const place = typeof line === "number" && typeof column === "number" ? { line, column } : {};
    return { message: error.userMessage, ...place };
  }
}

/** Browsers name the place as "position 12", as "line 1 column 13", or not at all. */
function placeIn(text: string, message: string): { line: number; column: number } | undefined {
  const named = /line (\d+) column (\d+)/.exec(message);
  if (named) return { line: Number(named[1]), column: Number(named[2]) };
  const position = /position (\d+)/.exec(message);
  if (!position) return undefined;
  const before = text.slice(0, Number(position[1])).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
