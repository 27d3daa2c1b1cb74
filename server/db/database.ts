import { migrateDatabase } from "@/server/db/migrate";
import type { Database } from "@/server/db/open-database";
import { openDatabase } from "@/server/db/open-database";
import { env } from "@/server/env";
import { forgetSingleton, singleton } from "@/server/singleton";

const name = "database";

/**
 * The database of this process, opened and migrated at the first call. A failure is not kept: the next call tries again.
 */
export function database(): Promise<Database> {
  return singleton(name, () => {
    const opening = openAndMigrate();
    opening.catch(() => forgetSingleton(name));
    return opening;
  });
}

/** Closes what `database` opened, if it did. */
export async function closeDatabase(): Promise<void> {
  const opened = singleton<Promise<Database> | undefined>(name, () => undefined);
  forgetSingleton(name);
  await (await opened)?.close();
}

async function openAndMigrate(): Promise<Database> {
  const { databaseUrl, dataDir } = env();
  const opened = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
  try {
    await migrateDatabase(opened);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
