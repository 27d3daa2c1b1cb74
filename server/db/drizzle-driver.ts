import type { PGlite } from "@electric-sql/pglite";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { SqlClient, SqlParameter, SqlSession } from "@/server/db/sql-client";
import { toObjects } from "@/server/db/sql-client";

/** Drizzle over either database: the same type, statements and results. */
export type Db = PgliteDatabase<Record<string, never>>;
export type DbTransaction = Parameters<Parameters<Db["transaction"]>[0]>[0];

interface QueryOptions {
  readonly rowMode: "array" | "object";
}

/** Drizzle's driver for PGlite asks for two methods only: with them it drives both databases, through our client. */
export function toDrizzle(client: SqlClient): Db {
  const driver = {
    ...toDriver(client),
    transaction: <T>(run: (inner: unknown) => Promise<T>) => client.transaction((session) => run(toDriver(session))),
  };
  return drizzle({ client: driver as unknown as PGlite });
}

/** Drizzle inside a transaction that is open already; its own transactions are savepoints. */
export function toDrizzleSession(session: SqlSession): Db {
  let savepoints = 0;
  const driver = {
    ...toDriver(session),
    async transaction<T>(run: (inner: unknown) => Promise<T>): Promise<T> {
      savepoints += 1;
      const name = `nested_${savepoints}`;
      await session.query(`savepoint ${name}`);
      try {
        const value = await run(toDriver(session));
        await session.query(`release savepoint ${name}`);
        return value;
      } catch (error) {
        await session.query(`rollback to savepoint ${name}`);
        throw error;
      }
    },
  };
  return drizzle({ client: driver as unknown as PGlite });
}

function toDriver(session: SqlSession) {
  return {
    async query(text: string, parameters: SqlParameter[], options: QueryOptions) {
      const result = await session.query(text, parameters);
      const rows = options.rowMode === "array" ? result.rows : toObjects(result);
      return { rows, affectedRows: result.affectedRows, fields: [] };
    },
  };
}
