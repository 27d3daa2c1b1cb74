import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { migrateDatabase } from "@/server/db/migrate";
import type { Database } from "@/server/db/open-database";
import { openDatabase } from "@/server/db/open-database";
import { PgliteClient } from "@/server/db/pglite-client";
import { databaseFingerprint } from "@/server/db/template-folder";
import { projectRoot } from "@/server/project-root";

/** A superuser's address of a throw-away Postgres server; unset: tests run on the embedded database alone. */
const postgresUrl = process.env.TEST_DATABASE_URL;

/** A migrated database of its own; closing it removes it. */
export async function openTestDatabase(kind: Database["kind"] = "pglite"): Promise<Database> {
  return kind === "pglite"
    ? await openDatabase({ memory: true, template: await templateFile() })
    : await openPostgres();
}

/**
 * Runs a suite on PGlite, and on Postgres when `TEST_DATABASE_URL` names a server; each file has a database of its own
 * per kind. `opened` gives it inside tests and hooks.
 */
export function describeEachDatabase(name: string, suite: (opened: () => Database) => void): void {
  for (const kind of ["pglite", "postgres"] as const) {
    const isSkipped = kind === "postgres" && postgresUrl === undefined;
    describe.skipIf(isSkipped)(
      isSkipped ? `${name} on postgres (TEST_DATABASE_URL is unset)` : `${name} on ${kind}`,
      () => {
        let database: Database;
        beforeAll(async () => {
          database = await openTestDatabase(kind);
        });
        afterAll(() => database?.close());
        suite(() => database);
      },
    );
  }
}

async function openPostgres(): Promise<Database> {
  if (postgresUrl === undefined)
    throw new Error("Set TEST_DATABASE_URL to a throw-away Postgres server with pgvector.");
  const name = `heddle_test_${randomUUID().replaceAll("-", "")}`;
  const server = await openDatabase({ url: postgresUrl });
  await server.query(`create database ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrateDatabase(database);
  return {
    ...database,
    close: async () => {
      await database.close();
      await server.query(`drop database if exists ${name} with (force)`);
      await server.close();
    },
  };
}

/** A migrated empty database as a file, made once for each set of migrations: loading it is ten times as fast. */
async function templateFile(): Promise<string> {
  const folder = join(projectRoot(), ".cache", "test-database");
  const file = join(folder, `${databaseFingerprint()}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const database = await openDatabase({ memory: true });
  try {
    await migrateDatabase(database);
    if (!(database.client instanceof PgliteClient)) throw new Error("A template is made from the embedded database.");
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, await database.client.dump());
    renameSync(unfinished, file);
  } finally {
    await database.close();
  }
  return file;
}
