import { AppError } from "./app-error";
import { isJsonataFunction } from "./evaluation-budget";
import { expressionLimits } from "./expression-limits";
import type { JsonValue } from "./json";

/** A result of JSONata as plain JSON: a copy without its marks on lists. Undefined is null; a function is an error. */
export function plainJson(value: unknown, depth = 0): JsonValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return plainNumber(value);
  if (isJsonataFunction(value)) throw functionInResult();
  if (typeof value !== "object")
    throw new AppError("EXPRESSION_INVALID", `The expression gives a ${typeof value}, which JSON cannot hold.`);
  if (depth > expressionLimits.depth) throw nestsTooDeep();
  if (Array.isArray(value)) return Array.from(value, (item) => plainJson(item, depth + 1));
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  // fromEntries defines fields: one that is named __proto__ stays a field.
  return Object.fromEntries(entries.map(([key, field]) => [key, plainJson(field, depth + 1)]));
}

function plainNumber(value: number): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  const message =
    "The expression gives a number that JSON cannot hold, as after a division by zero. Check the divisor first.";
  throw new AppError("EXPRESSION_INVALID", message);
}

function functionInResult(): AppError {
  const message =
    "The expression gives a function instead of a value. Call it, as in $count(value), with round brackets.";
  return new AppError("EXPRESSION_INVALID", message);
}

function nestsTooDeep(): AppError {
  const message = `The value nests more than ${expressionLimits.depth} levels deep. Make it flatter.`;
  return new AppError("LIMIT_EXCEEDED", message);
}
