import type { JsonValue } from "@/nodes/core/json";
import type { NodeOutputs } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { inlineLimit, storeValue } from "@/server/runs/stored-values";

/** The outputs as events carry them: what is large is stored once and stands as `{ "$ref": id }`. */
export async function storeLargeOutputs(
  database: Database,
  runId: string,
  outputs: NodeOutputs,
): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const [port, value] of Object.entries(outputs)) {
    const json = isLarge(value) ? JSON.stringify(value) : undefined;
    shown[port] =
      json !== undefined && json.length > inlineLimit ? await storeValue(database, runId, value, json) : value;
  }
  return shown;
}

export function hasLarge(outputs: NodeOutputs): boolean {
  for (const port in outputs) if (isLarge(outputs[port] as JsonValue)) return true;
  return false;
}

/** Whether the JSON of a value may exceed the limit; stops counting as soon as it does. */
export function isLarge(value: JsonValue, limit = inlineLimit): boolean {
  let size = 0;
  const open: JsonValue[] = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one === "string") size += one.length + 2;
    else if (Array.isArray(one)) {
      size += one.length + 2;
      if (size + open.length < limit) open.push(...one.slice(0, limit));
    } else if (typeof one === "object" && one !== null) {
      for (const [key, inner] of Object.entries(one)) {
        size += key.length + 4;
        open.push(inner);
      }
    } else size += 5;
    if (size > limit) return true;
  }
  return false;
}
