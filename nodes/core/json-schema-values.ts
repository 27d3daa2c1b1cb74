import { BoundedCache } from "./bounded-cache";
import { cutText } from "./cut-text";
import { isJsonObject, type JsonValue, printValue } from "./json";
import { LinearRegex } from "./linear-regex";

/** What the keywords of JSON Schema ask of single values and texts, and the words for them. */

/** The schema that a reference inside the same document names; undefined when there is none. */
export function resolveReference(root: unknown, reference: unknown): unknown {
  if (typeof reference !== "string" || !/^#(\/|$)/.test(reference)) return undefined;
  let place: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, key)) return undefined;
    place = (place as Record<string, unknown>)[key];
  }
  return place;
}

const patterns = new BoundedCache<LinearRegex>(200);

/** Throws `EXPRESSION_INVALID` for a pattern that does not parse, or cannot be matched in linear time. */
export function compilePattern(pattern: string): LinearRegex {
  return patterns.get(pattern, (source) => new LinearRegex(new RegExp(source)));
}

export function matches(pattern: unknown, text: string): boolean {
  if (typeof pattern !== "string") return true;
  const regex = compilePattern(pattern);
  regex.lastIndex = 0;
  return regex.exec(text) !== null;
}

export function isOfType(type: unknown, value: unknown): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return isJsonObject(value);
  return typeof value === type;
}

export function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

export function typeWords(type: unknown): string {
  const words: Record<string, string> = {
    string: "text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
    null: "null",
  };
  return words[String(type)] ?? String(type);
}

export function kindWords(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  return typeWords(Array.isArray(value) ? "array" : typeof value);
}

export function shown(value: unknown): string {
  return cutText(typeof value === "string" ? `"${value}"` : printValue(value), 80);
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && canonical(a) === canonical(b));
}

/** JSON with sorted keys: equal for equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: JsonValue) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
