import { AppError, isAppError } from "./app-error";
import { expressionLimits } from "./expression-limits";

/** How JSONata throws: plain objects, in the library's own codes. */
interface JsonataFault {
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
}

/** JSONata's codes for its own bounds on recursion, time and lists. */
const limitCodes: ReadonlySet<string> = new Set(["D1011", "D1012", "D2014", "D2015"]);

const hints: Readonly<Record<string, string>> = {
  S0101: "Close the text with the quote that opened it.",
  S0105: "Close the name with a backtick.",
  S0106: "Close the comment with */.",
  S0203: "Something is missing before the end: a bracket, or the rest of an operation.",
  S0207: "Something is missing before the end: a bracket, or the rest of an operation.",
  S0211: "An operator lacks a value on its left.",
  T0410: "Look up what the function takes; $string(…), $number(…) and $boolean(…) convert.",
  T1005: "Functions begin with $.",
  T1006: "Functions begin with $, and only JSONata's own and those that the expression defines exist.",
  T2001: "Convert with $number(…).",
  T2002: "Convert with $number(…).",
  T2009: "Convert one side with $number(…) or $string(…).",
  T2010: "Compare numbers or texts; convert with $number(…) or $string(…).",
  D3030: "Check the value with $exists(…) or a condition first.",
};

/** Anything that JSONata threw while it parsed or evaluated `text`, as an error that says what, where and what to do. */
export function expressionError(error: unknown, text: string): AppError {
  if (isAppError(error)) return error;
  if (error instanceof RangeError) return tooLarge(error);
  const fault = (typeof error === "object" && error !== null ? error : {}) as JsonataFault;
  if (fault.code !== undefined && limitCodes.has(fault.code)) return listTooLong(error);
  const place = fault.position === undefined ? undefined : placeAt(text, fault.position);
  const where = place === undefined ? "" : ` at line ${place.line}, column ${place.column}`;
  if (error instanceof TypeError) return cannotEvaluate(error, text, where);
  const hint = hints[fault.code ?? ""];
  const message = `The expression "${shorten(text, 80)}" fails${where}: ${sentence(fault.message)}`;
  return new AppError("EXPRESSION_INVALID", hint === undefined ? message : `${message} ${hint}`, {
    cause: error,
    hint: hint ?? lookAtValues,
    ...(place && { details: { ...place } }),
  });
}

const lookAtValues = "Compare the expression with the values that came in: the run shows them on the node's inputs.";

/** JSONata trips over some arguments that its checks let pass; what JavaScript says about that helps nobody. */
function cannotEvaluate(cause: TypeError, text: string, where: string): AppError {
  const name = (cause as { readonly token?: unknown }).token;
  const part = typeof name === "string" && /^\w+$/.test(name) ? `this call of $${name}` : "a part of it";
  const message = `The expression "${shorten(text, 80)}" fails${where}: ${part} cannot be evaluated with these values.`;
  const hint = "Check that every argument is there and of the kind that the function takes.";
  return new AppError("EXPRESSION_INVALID", message, { cause, hint });
}

function tooLarge(cause: RangeError): AppError {
  const message = "The expression, or a value that it makes, is too large or nests too deep. Work on less at a time.";
  return new AppError("LIMIT_EXCEEDED", message, { cause, hint: "Work on less at a time." });
}

function listTooLong(cause: unknown): AppError {
  const items = expressionLimits.items.toLocaleString("en-US");
  const lower = expressionLimits.itemsOfQuadratic.toLocaleString("en-US");
  const message = `The expression makes a list that is too long: ${items} items are allowed (${lower} with wildcards, or when it groups bound variables). Work on fewer items at a time.`;
  return new AppError("LIMIT_EXCEEDED", message, { cause, hint: "Work on fewer items at a time." });
}

/** JSONata's positions are offsets behind the word that they mean. */
function placeAt(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split("\n");
  return { line: before.length, column: Math.max(1, before.at(-1)?.length ?? 1) };
}

function sentence(message = "it does not work on these values"): string {
  const short = shorten(message, 300);
  return /[.?!…]$/.test(short) ? short : `${short}.`;
}

function shorten(text: string, length: number): string {
  const oneLine = text.replace(/\s+/g, " ").trim();
  return oneLine.length > length ? `${oneLine.slice(0, length)}…` : oneLine;
}
