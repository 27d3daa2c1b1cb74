import { customType } from "drizzle-orm/pg-core";

/**
 * Turns the JSON text of a payload into what is stored, and back. What `seal` returns must not be JSON itself, and
 * `open` must return unsealed text unchanged: rows from before encryption was switched on stay readable.
 */
export interface Sealer {
  seal(json: string): string;
  open(stored: string): string;
}

/** On globalThis, since the bundler evaluates this module several times in one process. */
const holder = globalThis as { [sealerKey]?: Sealer };
const sealerKey = Symbol.for("heddle.sealer");

/** Sets how payload columns are sealed from now on; `undefined` stores plain JSON. */
export function setSealer(sealer: Sealer | undefined): void {
  holder[sealerKey] = sealer;
}

/** A JSON value as the text that a sealed column stores: for statements written by hand. `undefined` becomes null. */
export function sealJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  return holder[sealerKey]?.seal(json) ?? json;
}

/** The JSON value behind the text of a sealed column. */
export function openJson(stored: string): unknown {
  return JSON.parse(holder[sealerKey]?.open(stored) ?? stored);
}

const column = customType<{ data: unknown; driverData: string }>({
  dataType: () => "text",
  toDriver: sealJson,
  fromDriver: openJson,
});

/** What jsonb cannot hold: the NUL character and halves of surrogate pairs, both as `JSON.stringify` writes them. */
const refusedByJsonb = /\\u(0000|d[89a-f][0-9a-f]{2})/;

/** The same for a column that a contract wants to be jsonb. */
export function sealJsonb(value: unknown): string {
  const stored = sealJson(value);
  const isPlain = stored.startsWith("{") || stored.startsWith("[");
  return isPlain && !refusedByJsonb.test(stored) ? stored : JSON.stringify(stored);
}

/** The value behind such a column, as a statement written by hand gives it: parsed already. */
export function openJsonb(stored: unknown): unknown {
  return typeof stored === "string" ? openJson(stored) : stored;
}

const jsonbColumn = customType<{ data: unknown; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: sealJsonb,
  fromDriver(stored) {
    return stored.startsWith('"') ? openJson(JSON.parse(stored) as string) : JSON.parse(stored);
  },
});

/**
 * The one column type for payloads (run input and output, events, messages, keys): a JSON value that can be encrypted
 * at rest. It is text that holds JSON, so that key order and `\u0000` survive and a sealed value is simply opaque.
 */
export function sealed<T = unknown>(name: string) {
  return column(name).$type<T>();
}

/**
 * A sealed payload in a jsonb column, where a contract asks for jsonb. Objects and lists are stored as themselves; what
 * is sealed, a bare string or number, or beyond jsonb, is stored as a JSON string that holds the text.
 */
export function sealedJsonb<T = unknown>(name: string) {
  return jsonbColumn(name).$type<T>();
}
