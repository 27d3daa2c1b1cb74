import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import { createFolder } from "@/server/db/create-folder";
import type { Db } from "@/server/db/drizzle-driver";
import { toDrizzle, toDrizzleSession } from "@/server/db/drizzle-driver";
import type { FolderHolder, FolderLock } from "@/server/db/folder-lock";
import { lockFolder } from "@/server/db/folder-lock";
import { PgliteClient } from "@/server/db/pglite-client";
import { PostgresClient } from "@/server/db/postgres-client";
import type {
  QueryResult,
  SqlClient,
  SqlParameter,
  SqlSession,
  TransactionOptions,
  Unlisten,
} from "@/server/db/sql-client";
import { toObjects } from "@/server/db/sql-client";

/** What runs statements: the database itself, or an open transaction. */
export interface DatabaseSession {
  /** A statement written by hand, its rows as objects: JSON parsed, timestamps as `Date`. The fastest way. */
  execute<Row = Record<string, unknown>>(text: string, parameters?: readonly SqlParameter[]): Promise<Row[]>;
  /** The same with rows as lists and the count of rows touched; JSON and timestamps stay text. */
  query(text: string, parameters?: readonly SqlParameter[]): Promise<QueryResult>;
  readonly db: Db;
}

export interface Database extends DatabaseSession {
  readonly kind: "pglite" | "postgres";
  /** The address of the server; undefined for the embedded database. */
  readonly url?: string;
  readonly client: SqlClient;
  transaction<T>(run: (session: DatabaseSession) => Promise<T>, options?: TransactionOptions): Promise<T>;
  listen(channel: string, onPayload: (payload: string) => void, onGap?: () => void): Promise<Unlisten>;
  /** At most 8,000 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  /** Tells who asks for the data folder where this process serves; nothing to tell on Postgres. */
  announce(details: Pick<FolderHolder, "url" | "token">): void;
  close(): Promise<void>;
}

/** `dataDir` is the data folder of the product; the database is a folder in it. `memory` is gone when closed. */
export type DatabaseSource =
  | { readonly dataDir: string }
  | { readonly url: string }
  | { readonly memory: true; readonly template?: string };

/** PGlite's folders belong to one major version of Postgres. */
const embeddedVersion = "18";

/** Opens a database as it is, without migrating it. */
export async function openDatabase(source: DatabaseSource): Promise<Database> {
  if ("url" in source) return toDatabase("postgres", await PostgresClient.open(source.url), { url: source.url });
  if ("memory" in source) {
    return toDatabase("pglite", await PgliteClient.open({ dataDir: "memory://", template: source.template }), {});
  }
  return await openFolder(source.dataDir);
}

async function openFolder(dataDir: string): Promise<Database> {
  const lock = await lockFolder(dataDir);
  try {
    const folder = join(/* turbopackIgnore: true */ dataDir, "database");
    if (existsSync(versionFile(folder))) checkVersion(folder);
    else await createFolder(folder);
    return toDatabase("pglite", await PgliteClient.open({ dataDir: folder }), { lock });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function versionFile(folder: string): string {
  return join(/* turbopackIgnore: true */ folder, "PG_VERSION");
}

function checkVersion(folder: string): void {
  const version = readFileSync(versionFile(folder), "utf8").trim();
  if (version === embeddedVersion) return;
  const message = `The database in ${folder} is of Postgres ${version}; this Heddle has ${embeddedVersion}.`;
  throw new AppError("CONFLICT", message, {
    hint: "Export with the Heddle that made it and import here, or set HEDDLE_DATA_DIR to another folder.",
  });
}

function toDatabase(
  kind: Database["kind"],
  client: SqlClient,
  { url, lock }: { url?: string; lock?: FolderLock },
): Database {
  return {
    ...toSession(client, () => toDrizzle(client)),
    kind,
    url,
    client,
    transaction: (run, options) =>
      client.transaction((session) => run(toSession(session, () => toDrizzleSession(session))), options),
    listen: (channel, onPayload, onGap) => client.listen(channel, onPayload, onGap),
    notify: async (channel, payload) => {
      await client.query("select pg_notify($1, $2)", [channel, payload]);
    },
    announce: (details) => lock?.announce(details),
    close: async () => {
      await client.close();
      await lock?.release();
    },
  };
}

function toSession(session: SqlSession, createDb: () => Db): DatabaseSession {
  let db: Db | undefined;
  return {
    execute: async <Row>(text: string, parameters?: readonly SqlParameter[]) =>
      toObjects<Row>(await session.query(text, parameters)),
    query: (text, parameters) => session.query(text, parameters),
    get db() {
      db ??= createDb();
      return db;
    },
  };
}
