import { LiquidError } from "liquidjs";
import { AppError, isAppError } from "./app-error";
import { suggestNames } from "./near-names";
import { removedTags, templateLimits } from "./template-engine";

/** Anything that LiquidJS threw while it parsed or rendered, as an error that says what, where and what to do. */
export function templateError(error: unknown, scope: Readonly<Record<string, unknown>> = {}): AppError {
  const cause = rootCause(error);
  if (isAppError(cause)) return cause;
  const place = placeOf(error);
  const { message, code = "TEMPLATE_INVALID", hint } = explain(cause, scope);
  const text = `${message}${place === undefined ? "" : ` (line ${place.line}, column ${place.column} of the template)`}.`;
  const sentence = hint === undefined ? text : `${text} ${hint}`;
  return new AppError(code, sentence, { cause, ...(hint && { hint }), ...(place && { details: { ...place } }) });
}

interface Explanation {
  readonly message: string;
  readonly code?: "TEMPLATE_INVALID" | "LIMIT_EXCEEDED";
  readonly hint?: string;
}

function explain(cause: unknown, scope: Readonly<Record<string, unknown>>): Explanation {
  const message = withoutPlace(cause instanceof Error ? cause.message : String(cause));
  if (isUndefinedVariable(cause)) return explainUndefined(cause.variableName, scope);
  if (cause instanceof RangeError) return { code: "LIMIT_EXCEEDED", message: `The template is too large: ${message}` };
  return explainLimit(message) ?? explainSyntax(message);
}

function explainUndefined(path: string, scope: Readonly<Record<string, unknown>>): Explanation {
  const steps = path.split(".");
  const name = steps.at(-1) ?? path;
  const parent = steps.slice(0, -1).reduce<unknown>(ownProperty, scope);
  const names = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
  const hint = `${suggestNames(name, names)} Where it may be absent, write {{ ${path} | default: "" }}.`.trim();
  return { message: `The template reads "${path}", which has no value here`, hint };
}

function ownProperty(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function explainLimit(message: string): Explanation | undefined {
  const code = "LIMIT_EXCEEDED";
  if (message.startsWith("parse length limit")) {
    const hint = "Move long texts into the input.";
    return { code, message: `The template is longer than ${shown(templateLimits.textLength)} characters`, hint };
  }
  if (message.startsWith("memory alloc limit")) {
    const message = `The template makes more than ${shown(templateLimits.memory)} characters and list items on its way`;
    return { code, message, hint: "Loop over less, or work on shorter texts." };
  }
  if (message.startsWith("template render limit")) {
    const message = `The template takes longer than ${templateLimits.timeMs} ms to render`;
    return { code, message, hint: "Loop over less." };
  }
  return undefined;
}

function explainSyntax(message: string): Explanation {
  const tag = /^tag "([^"]*)" not found/.exec(message)?.[1];
  if (tag !== undefined && removedTags.some((name) => name === tag)) {
    const hint = "Bring the text in through an input port.";
    return { message: `The tag "${tag}" is not available: a template cannot read other files`, hint };
  }
  if (tag !== undefined) return { message: `There is no tag "${tag}"` };
  const filter = /^undefined filter: (.*)$/.exec(message)?.[1];
  if (filter !== undefined) return { message: `There is no filter "${filter}"` };
  if (/not closed$/.test(message)) {
    return { message: `The template does not parse: ${message}`, hint: "Add the closing part." };
  }
  return { message: `The template does not work: ${message}` };
}

function isUndefinedVariable(cause: unknown): cause is Error & { variableName: string } {
  return cause instanceof Error && typeof (cause as { variableName?: unknown }).variableName === "string";
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (LiquidError.is(cause) && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** The innermost place that LiquidJS knows. */
function placeOf(error: unknown): { line: number; column: number } | undefined {
  let place: [number, number] | undefined;
  for (let each = error; LiquidError.is(each); each = each.originalError)
    place = each.token.getPosition() as [number, number];
  return place && { line: place[0], column: place[1] };
}

function withoutPlace(message: string): string {
  return message.replace(/(, file:[^,]*)?, line:\d+, col:\d+$/, "").slice(0, 500);
}

function shown(count: number): string {
  return count.toLocaleString("en-US");
}
