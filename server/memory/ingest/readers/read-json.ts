import { AppError } from "@/nodes/core/app-error";
import type { Reading } from "@/server/memory/ingest/read-text";
import { TextCollector } from "@/server/memory/ingest/text-collector";

const deepest = 64;

/** Each item of a list, or each part of an object, as a paragraph of lines `address.city: Bern`. Throws `REQUEST_INVALID`. */
export function readJson(text: string, { name, limits }: Reading): string {
  const collector = new TextCollector(name, limits.characters);
  let isFirst = true;
  for (const [path, value] of recordsOf(parse(text, name))) {
    const lines: string[] = [];
    flatten(path, value, lines, name, 0);
    if (lines.length === 0) continue;
    collector.add(`${isFirst ? "" : "\n\n"}${lines.join("\n")}`);
    isFirst = false;
  }
  return collector.text;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return parseLines(text) ?? refuse(name, error);
  }
}

/** JSON Lines: a value a line. */
function parseLines(text: string): unknown[] | undefined {
  try {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.length < 2 ? undefined : lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}

function refuse(name: string, cause: unknown): never {
  const where = /line \d+ column \d+/.exec(String(cause))?.[0];
  throw new AppError("REQUEST_INVALID", `${name} is no valid JSON${where === undefined ? "" : ` at ${where}`}.`, {
    hint: "Put it right there, or add it with a name that ends in .txt.",
    cause,
  });
}

function* recordsOf(value: unknown): Generator<readonly [path: string, value: unknown]> {
  if (Array.isArray(value)) for (const item of value) yield ["", item];
  else if (isObject(value)) {
    const entries = Object.entries(value);
    const plain = entries.filter(([, part]) => !isObject(part) && !Array.isArray(part));
    if (plain.length > 0) yield ["", Object.fromEntries(plain)];
    for (const [key, part] of entries) {
      if (Array.isArray(part) && part.some(isObject))
        for (const [at, item] of part.entries()) yield [`${key}[${at}]`, item];
      else if (isObject(part) || Array.isArray(part)) yield [key, part];
    }
  } else yield ["", value];
}

function flatten(path: string, value: unknown, lines: string[], name: string, depth: number): void {
  if (depth > deepest)
    throw new AppError("LIMIT_EXCEEDED", `${name} is nested more than ${deepest} levels deep.`, {
      hint: "Add the part of it that has the text.",
    });
  if (Array.isArray(value) && !value.some((item) => isObject(item) || Array.isArray(item)))
    line(path, value.map(String).join(", "), lines);
  else if (Array.isArray(value))
    for (const [at, item] of value.entries()) flatten(`${path}[${at}]`, item, lines, name, depth + 1);
  else if (isObject(value))
    for (const [key, part] of Object.entries(value))
      flatten(path === "" ? key : `${path}.${key}`, part, lines, name, depth + 1);
  else if (value !== null) line(path, String(value), lines);
}

function line(path: string, value: string, lines: string[]): void {
  const words = value.replace(/\s+/g, " ").trim();
  if (words !== "") lines.push(path === "" ? words : `${path}: ${words}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
