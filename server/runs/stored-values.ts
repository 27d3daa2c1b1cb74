import { createHash } from "node:crypto";
import { openJson, sealJson } from "@/drizzle/schema/sealed";
import type { JsonValue } from "@/nodes/core/json";
import type { DatabaseSession } from "@/server/db/open-database";
import { newId } from "@/server/new-id";

/** A value above this many characters of JSON is stored once and passed on as `{ "$ref": id }`. */
export const inlineLimit = 256 * 1024;

/** The public interfaces write stored values back in up to this size. */
export const publicInlineLimit = 5 * 1024 * 1024;

export interface ValueRef {
  readonly $ref: string;
}

export function isValueRef(value: unknown): value is ValueRef {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as ValueRef).$ref === "string" &&
    Object.keys(value).length === 1
  );
}

/** Stores a large value; equal values of one run share a row. */
export async function storeValue(
  database: DatabaseSession,
  runId: string,
  value: JsonValue,
  json = JSON.stringify(value),
): Promise<ValueRef> {
  const sha256 = createHash("sha256").update(json).digest("hex");
  const [there] = await database.execute<{ id: string }>(
    "select id from stored_values where run_id = $1 and sha256 = $2",
    [runId, sha256],
  );
  if (there !== undefined) return { $ref: there.id };
  const id = newId();
  await database.execute("insert into stored_values (id, run_id, sha256, size, value) values ($1, $2, $3, $4, $5)", [
    id,
    runId,
    sha256,
    Buffer.byteLength(json),
    sealJson(value),
  ]);
  return { $ref: id };
}

/** The JSON of a stored value; undefined when there is none (it went with its run). */
export async function readValue(
  database: DatabaseSession,
  id: string,
): Promise<{ readonly runId: string; readonly value: JsonValue; readonly size: number } | undefined> {
  const [row] = await database.execute<{ run_id: string; value: string; size: number }>(
    "select run_id, value, size from stored_values where id = $1",
    [id],
  );
  return row === undefined ? undefined : { runId: row.run_id, value: openJson(row.value) as JsonValue, size: row.size };
}

/**
 * Writes stored values back into the values of a record, up to `limit` characters in all; past it the reference stays,
 * for `GET /api/v1/values/:id`.
 */
export async function inlineValues(
  database: DatabaseSession,
  values: Readonly<Record<string, unknown>>,
  limit = publicInlineLimit,
): Promise<Record<string, unknown>> {
  let left = limit;
  const inlined: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    inlined[name] = value;
    if (!isValueRef(value)) continue;
    const stored = await readValue(database, value.$ref);
    if (stored === undefined || stored.size > left) continue;
    left -= stored.size;
    inlined[name] = stored.value;
  }
  return inlined;
}
