import postgres from "postgres";
import { AppError } from "@/nodes/core/app-error";
import { DatabaseError } from "@/server/db/database-error";
import type {
  QueryResult,
  SqlClient,
  SqlParameter,
  SqlSession,
  TransactionOptions,
  Unlisten,
} from "@/server/db/sql-client";
import { oid, toWire } from "@/server/db/sql-client";

const defaultTransactionTimeoutMs = 30_000;
export const poolOptions = {
  max: 10,
  // With more, postgres.js may send a statement down a connection that a transaction is just taking. Not in its types.
  max_pipeline: 1,
  connect_timeout: 10,
  // Seconds between two tries. Its own grow to twenty: that long would nothing go on after the server is back.
  backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
  onnotice: () => {},
  connection: { TimeZone: "UTC", application_name: "heddle" },
};

type Sql = postgres.Sql | postgres.ReservedSql;

/** A Postgres server through a pool of connections, and one more that listens. */
export class PostgresClient implements SqlClient {
  readonly #sql: postgres.Sql;

  private constructor(url: string) {
    this.#sql = postgres(url, poolOptions);
    // Values travel as text in both directions, as they do with the embedded database; one place decodes them.
    replaceEntries(this.#sql.options.serializers, {});
    replaceEntries(this.#sql.options.parsers, wireParsers);
    // Connections read the object above and add parsers for lists to this one. `fetch_types: false`, meant for that,
    // loses every connection that is opened for `reserve`.
    Object.assign(this.#sql.options, { parsers: {} });
  }

  static async open(url: string): Promise<PostgresClient> {
    const client = new PostgresClient(url);
    try {
      await client.query("select 1");
    } catch (error) {
      await client.close();
      throw unreachable(url, error);
    }
    return client;
  }

  query(text: string, parameters: readonly SqlParameter[] = []): Promise<QueryResult> {
    return run(this.#sql, text, parameters);
  }

  async exec(text: string): Promise<Record<string, unknown>[]> {
    try {
      const rows: unknown = await this.#sql.unsafe(text).simple();
      return (Array.isArray(rows) ? rows.flat() : []) as Record<string, unknown>[];
    } catch (error) {
      throw translated(error, text);
    }
  }

  async transaction<T>(work: (session: SqlSession) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const timeoutMs = options.timeoutMs ?? defaultTransactionTimeoutMs;
    const reserved = await this.#sql.reserve().catch((error: unknown) => {
      throw translated(error, "begin");
    });
    let over: Error | undefined;
    const session: SqlSession = {
      query: (text, parameters = []) => (over === undefined ? run(reserved, text, parameters) : Promise.reject(over)),
    };
    const expired = Promise.withResolvers<never>();
    const timer = setTimeout(() => expired.reject(timedOut(timeoutMs)), timeoutMs);
    const finish = async (word: "commit" | "rollback") => {
      over = new AppError("INTERNAL", "A statement was sent to a transaction that has ended.");
      await run(reserved, word, []);
    };
    try {
      await run(reserved, "begin", []);
      const value = await Promise.race([work(session), expired.promise]);
      await finish("commit");
      return value;
    } catch (error) {
      if (over === undefined) await finish("rollback");
      throw error;
    } finally {
      clearTimeout(timer);
      reserved.release();
    }
  }

  async listen(channel: string, onPayload: (payload: string) => void, onGap?: () => void): Promise<Unlisten> {
    let isFirst = true;
    const onListening = () => {
      if (!isFirst) onGap?.();
      isFirst = false;
    };
    const { unlisten } = await this.#sql.listen(channel, onPayload, onListening);
    return unlisten;
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }
}

const toNumber = (text: string) => {
  const value = Number(text);
  return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : text;
};

const wireParsers: Record<number, (text: string) => unknown> = {
  ...Object.fromEntries(
    [oid.int8, oid.int2, oid.int4, oid.oid, oid.float4, oid.float8].map((type) => [type, toNumber]),
  ),
  [oid.bool]: (text) => text === "t",
  [oid.bytea]: (text) => new Uint8Array(Buffer.from(text.slice(2), "hex")),
};

/** In place: the connections hold on to the objects that they were made with. */
function replaceEntries(target: Record<number, unknown>, entries: Record<number, unknown>): void {
  for (const key of Object.keys(target)) delete target[Number(key)];
  Object.assign(target, entries);
}

async function run(sql: Sql, text: string, parameters: readonly SqlParameter[]): Promise<QueryResult> {
  const values = parameters.map((parameter) => {
    const value = toWire(parameter);
    return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
  });
  try {
    const result = await sql.unsafe(text, values, { prepare: true }).values();
    const columns = returnsRows(result) ? result.columns : [];
    return {
      columns: columns.map((column) => column.name),
      types: columns.map((column) => column.type),
      rows: result as unknown as readonly (readonly unknown[])[],
      affectedRows: result.command === "SELECT" ? 0 : (result.count ?? 0),
    };
  } catch (error) {
    throw translated(error, text);
  }
}

/** The types promise columns always; a statement without rows has none. */
function returnsRows(result: { readonly columns: unknown }): boolean {
  return Array.isArray(result.columns);
}

function translated(error: unknown, text: string): unknown {
  if (error instanceof postgres.PostgresError) {
    const { message, code, detail, table_name, constraint_name } = error;
    return new DatabaseError({ message, code, detail, table: table_name, constraint: constraint_name }, text);
  }
  // What the network or the library says of a server that is away. It has to be known for the database's from here on.
  const { code } = error as { code?: unknown };
  return error instanceof Error && typeof code === "string"
    ? new DatabaseError({ message: error.message, code }, text)
    : error;
}

function timedOut(timeoutMs: number): AppError {
  return new AppError("TIMED_OUT", `A database transaction took longer than ${timeoutMs} ms and was undone.`);
}

function unreachable(url: string, cause: unknown): AppError {
  const { host, pathname } = new URL(url);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError("NETWORK_FAILED", `The database ${pathname.slice(1)} at ${host} cannot be used: ${reason}.`, {
    hint: "Check DATABASE_URL and that the server is running; without DATABASE_URL Heddle uses its embedded database.",
    cause,
  });
}
