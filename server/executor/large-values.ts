import { AppError } from "@/nodes/core/app-error";
import type { JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";
import { env } from "@/server/env";
import { inlineLimit, isValueRef, readValue, storeValue } from "@/server/runs/stored-values";

/** Outputs, or a run's input, as events carry them: what is large is stored once and stands as `{ "$ref": id }`. */
export async function storeLargeValues(
  database: Database,
  runId: string,
  values: NodeOutputs,
): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) shown[name] = await storeLarge(database, runId, value);
  return shown;
}

/** A value as events carry it. Throws `LIMIT_EXCEEDED` for one that is larger than a node may give. */
export async function storeLarge(database: Database, runId: string, value: JsonValue): Promise<unknown> {
  if (mayBeLarge(value, env().mostOutput)) throw tooLarge();
  const json = belongsApart(value) ? JSON.stringify(value) : undefined;
  const isApart = json !== undefined && (json.length > inlineLimit || isValueRef(value));
  return isApart ? outlast(() => storeValue(database, runId, value, json), "a large value") : value;
}

/** The value itself. */
export async function loadLarge(database: Database, stored: unknown): Promise<JsonValue> {
  if (!isValueRef(stored)) return stored as JsonValue;
  const found = await outlast(() => readValue(database, stored.$ref), "a stored value");
  return found?.value ?? null;
}

/** The values themselves of a record that events carry. */
export async function loadLargeValues(
  database: Database,
  stored: Readonly<Record<string, unknown>>,
): Promise<Record<string, JsonValue>> {
  const values = Object.entries(stored).map(async ([name, value]) => [name, await loadLarge(database, value)] as const);
  return Object.fromEntries(await Promise.all(values));
}

/** Whether one of the values may have to be stored apart. Throws `NODE_OUTPUT_INVALID` for what is no JSON. */
export function hasLarge(values: NodeOutputs): boolean {
  let isAny = false;
  for (const name in values) if (belongsApart(values[name] as JsonValue)) isAny = true;
  return isAny;
}

/** A value of a workflow that looks like our reference is stored apart too: in the log it would be taken for one. */
export function belongsApart(value: JsonValue): boolean {
  return mayBeLarge(value) || isValueRef(value);
}

/** JSON writes one character with six at most (`\u0000`), and counting goes by characters. */
const surelySmall = inlineLimit / 6;

/** Whether the JSON of a value may exceed the limit; stops counting as soon as it may. */
export function mayBeLarge(value: JsonValue, limit = surelySmall): boolean {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === "string") size += one.length + 2;
    else if (typeof one === "object" && one !== null) {
      const inner = Object.values(one);
      size += inner.length + 2;
      if (size > limit) return true;
      for (const item of inner) open.push(item);
      if (!Array.isArray(one)) for (const key in one) size += key.length + 3;
    } else if (typeof one === "bigint" || typeof one === "function" || typeof one === "symbol") throw noJson(one);
    else size += 5;
    if (size > limit) return true;
  }
  return false;
}

function tooLarge(): AppError {
  const limit = `${env().mostOutput / 1024 / 1024} MB`;
  const message = `The result is larger than ${limit}, the most that one output may be (HEDDLE_MAX_OUTPUT_MB).`;
  return new AppError("LIMIT_EXCEEDED", message, {
    hint: "Give less at a time: fewer items in a loop, or only the fields that the nodes behind it need.",
  });
}

function noJson(value: unknown): AppError {
  return new AppError("NODE_OUTPUT_INVALID", `The result holds a ${typeof value}, which JSON cannot carry.`);
}
