import { join } from "node:path";
import { migrate } from "drizzle-orm/pglite/migrator";
import { AppError } from "@/nodes/core/app-error";
import { databaseErrorOf } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { projectRoot } from "@/server/project-root";

/** Any number, the same in every process: who migrates a shared database holds it. */
const advisoryLock = 4_337_233;
const migrationTimeoutMs = 10 * 60_000;

/** Brings the tables up to this program's version. Does nothing when they are; several processes take turns. */
export async function migrateDatabase(database: Database): Promise<void> {
  try {
    if (database.kind === "pglite") return await apply(database);
    await database.transaction(
      async (session) => {
        await session.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
        await apply(database);
      },
      { timeoutMs: migrationTimeoutMs },
    );
  } catch (error) {
    throw explained(error);
  }
}

async function apply(database: Database): Promise<void> {
  await migrate(database.db, { migrationsFolder: migrationsFolder() });
}

export function migrationsFolder(): string {
  return join(/* turbopackIgnore: true */ projectRoot(), "drizzle", "migrations");
}

function explained(error: unknown): unknown {
  const cause = databaseErrorOf(error);
  if (cause?.statement.includes("CREATE EXTENSION") !== true) return error;
  return new AppError("CONFLICT", `The database has no extension "vector": ${cause.message}`, {
    hint: "Install pgvector on the Postgres server, and let an administrator run: CREATE EXTENSION vector;",
    cause: error,
  });
}
