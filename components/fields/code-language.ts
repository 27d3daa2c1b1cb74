import { isAppError } from "@/nodes/core/app-error";
import { parseExpression } from "@/nodes/core/expression";
import { parseTemplate } from "@/nodes/core/template";
import { jsonTextProblem } from "./json-problem";

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
  const problem = jsonTextProblem(text);
  if (problem === undefined) return undefined;
  const { words, line, column } = problem;
  const place = line === undefined || column === undefined ? {} : { line, column };
  return { message: `This is no JSON: ${words}.`, ...place };
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
