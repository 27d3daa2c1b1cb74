import { AppError } from "@/nodes/core/app-error";
import type { JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";
import { inlineLimit, isValueRef, storeValue } from "@/server/runs/stored-values";

/** The outputs as events carry them: what is large is stored once and stands as `{ "$ref": id }`. */
export async function storeLargeOutputs(
  database: Database,
  runId: string,
  outputs: NodeOutputs,
): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const [port, value] of Object.entries(outputs)) {
    const json = belongsApart(value) ? JSON.stringify(value) : undefined;
    const isApart = json !== undefined && (json.length > inlineLimit || isValueRef(value));
    shown[port] = isApart ? await outlast(() => storeValue(database, runId, value, json), "a large value") : value;
  }
  return shown;
}

/** Whether an output may have to be stored apart. Throws `NODE_OUTPUT_INVALID` for what is no JSON. */
export function hasLarge(outputs: NodeOutputs): boolean {
  let isAny = false;
  for (const port in outputs) if (belongsApart(outputs[port] as JsonValue)) isAny = true;
  return isAny;
}

/** A value of a workflow that looks like our reference is stored apart too: in the log it would be taken for one. */
function belongsApart(value: JsonValue): boolean {
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

function noJson(value: unknown): AppError {
  return new AppError("NODE_OUTPUT_INVALID", `The result holds a ${typeof value}, which JSON cannot carry.`);
}
