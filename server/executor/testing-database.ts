import type { Database } from "@/server/db/open-database";

type Execute = Database["execute"];

/** Whether a statement commits events of runs. */
export function isFlush(text: string): boolean {
  return text.includes("insert into run_events");
}

/** The same database with each statement going through `around` first. */
export function withStatements(
  database: Database,
  around: (text: string, parameters: Parameters<Execute>[1], run: () => Promise<unknown[]>) => Promise<unknown[]>,
): Database {
  const execute = (text: string, parameters?: Parameters<Execute>[1]) =>
    around(text, parameters, () => database.execute(text, parameters));
  return Object.defineProperties({} as Database, {
    ...Object.getOwnPropertyDescriptors(database),
    execute: { value: execute as Execute },
  });
}

export interface MortalDatabase {
  readonly database: Database;
  /** Resolves when the process was killed. */
  readonly died: Promise<void>;
  /** Flushes of events so far. */
  readonly flushes: () => number;
}

/**
 * A database as a process sees it that is killed without mercy at its flush number `at` (from 1): before the statement
 * reached the database, or after it was committed and before the process knew. From then on nothing comes back.
 */
export function mortalDatabase(database: Database, at: number, when: "before" | "after"): MortalDatabase {
  let flushes = 0;
  let isDead = false;
  const death = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  const die = () => {
    isDead = true;
    death.resolve();
    return never;
  };
  const inTransaction: Database["transaction"] = async (run, options) => {
    if (isDead) return never;
    let isLast = false;
    try {
      const result = await database.transaction(async (session) => {
        const execute: Execute = (text, parameters) => {
          if (isFlush(text)) isLast = ++flushes === at;
          if (isLast && when === "before") throw new Error("killed before its commit");
          return session.execute(text, parameters);
        };
        return run({ execute, query: session.query, db: session.db });
      }, options);
      return isLast ? die() : result;
    } catch (error) {
      if (isLast) return die();
      throw error;
    }
  };
  const mortal = withStatements(database, async (text, _, run) => {
    if (isDead) return never;
    const isLast = isFlush(text) && ++flushes === at;
    if (isLast && when === "before") return die();
    const rows = await run();
    if (isLast) return die();
    return isDead ? never : rows;
  });
  Object.defineProperty(mortal, "transaction", { value: inTransaction });
  return { database: mortal, died: death.promise, flushes: () => flushes };
}
