import { z } from "zod";

/** A value that JSON can carry: everything that travels on connections and is stored. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export const jsonValueSchema: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
export const jsonObjectSchema = z.record(z.string(), z.unknown());

/** How deep a parsed value nests: 0 for a scalar, 1 for a list of scalars or an empty one. Iterative, so that a hostile depth cannot overflow the stack. */
export function jsonDepth(value: unknown, stopAbove = Number.POSITIVE_INFINITY): number {
  let containers = [value].filter(isContainer);
  let depth = 0;
  while (containers.length > 0 && depth <= stopAbove) {
    depth += 1;
    containers = containers.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return depth;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A value as text in the way that a `text` port takes it: strings as they are, all else as JSON. */
export function printValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
