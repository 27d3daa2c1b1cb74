import { existsSync } from "node:fs";
import { closeDatabase, database } from "@/server/db/database";
import { readFolderHolder } from "@/server/db/folder-lock";
import { env } from "@/server/env";
import { ServerClient } from "./server-client";

/**
 * The running server that holds the data folder, or undefined where this process has to do the work itself. With
 * `DATABASE_URL` nobody holds anything.
 */
export async function findServer(): Promise<ServerClient | undefined> {
  if (env().databaseUrl !== undefined) return undefined;
  if (!existsSync(env().dataDir)) return undefined;
  const holder = await readFolderHolder(env().dataDir);
  return holder?.url === undefined ? undefined : new ServerClient(holder.url, holder.token);
}

/** Does something with the database opened in this process, and closes it however that ends. */
export async function withDatabase<T>(work: (opened: Awaited<ReturnType<typeof database>>) => Promise<T>): Promise<T> {
  try {
    return await work(await database());
  } finally {
    await closeDatabase();
  }
}
