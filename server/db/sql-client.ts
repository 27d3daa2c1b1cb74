/** What a parameter may be. Lists become Postgres arrays; JSON is passed as text (`JSON.stringify`). */
export type SqlParameter =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Uint8Array
  | readonly SqlParameter[];

/** What travels to the database: text, bytes, or null. */
export type WireValue = string | Uint8Array | null;

export interface QueryResult {
  readonly columns: readonly string[];
  /** The Postgres type of each column, as its oid. */
  readonly types: readonly number[];
  /** One list a row, in the order of `columns`: numbers, booleans and bytes are decoded, the rest is text. */
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that an insert, update or delete touched. */
  readonly affectedRows: number;
}

/** Something that runs one statement at a time: the database, or a transaction in it. */
export interface SqlSession {
  query(text: string, parameters?: readonly SqlParameter[]): Promise<QueryResult>;
}

export interface TransactionOptions {
  /** Past it the transaction is rolled back and its statements fail with `TIMED_OUT`. Default 30,000. */
  readonly timeoutMs?: number;
}

export type Unlisten = () => Promise<void>;

/** The one interface to a database, embedded or not. */
export interface SqlClient extends SqlSession {
  /** Several statements without parameters, as one. */
  exec(text: string): Promise<Record<string, unknown>[]>;
  /**
   * Commits when `run` resolves, else rolls back. In the embedded database all other statements wait meanwhile: inside
   * `run`, use nothing but the session.
   */
  transaction<T>(run: (session: SqlSession) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `onPayload` for each notification. `onGap` tells that some may have been missed: read what they announce. */
  listen(channel: string, onPayload: (payload: string) => void, onGap?: () => void): Promise<Unlisten>;
  close(): Promise<void>;
}

export const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  timestamp: 1114,
  timestamptz: 1184,
  jsonb: 3802,
} as const;

/** A parameter as what travels. */
export function toWire(value: SqlParameter): WireValue {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === "object") throw new TypeError("A JSON parameter must be passed as text: use JSON.stringify.");
  return String(value);
}

function arrayLiteral(list: readonly SqlParameter[]): string {
  return `{${list.map(arrayElement).join(",")}}`;
}

function arrayElement(value: SqlParameter): string {
  if (Array.isArray(value)) return arrayLiteral(value);
  const wire = toWire(value);
  if (wire === null) return "NULL";
  if (typeof wire !== "string") throw new TypeError("A list of bytes cannot be a parameter.");
  return typeof value === "string" ? `"${wire.replace(/["\\]/g, "\\$&")}"` : wire;
}

/** Rows as objects with every value decoded: JSON parsed, timestamps as `Date`; numeric and int8 beyond 2^53 stay text. */
export function toObjects<Row>(result: QueryResult): Row[] {
  const { columns, types } = result;
  const decoders = types.map((type) => decoderOf.get(type));
  return result.rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const value = row[index];
      const decode = decoders[index];
      object[columns[index] as string] = decode === undefined || value === null ? value : decode(value as string);
    }
    return object as Row;
  });
}

const decoderOf = new Map<number, (text: string) => unknown>([
  [oid.json, (text) => JSON.parse(text)],
  [oid.jsonb, (text) => JSON.parse(text)],
  [oid.timestamptz, (text) => new Date(text)],
  [oid.timestamp, (text) => new Date(`${text}Z`)],
]);
