import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrateDatabase } from "@/server/db/migrate";
import { openDatabase } from "@/server/db/open-database";
import { templateFolder } from "@/server/db/template-folder";

/**
 * Makes the database that new data folders begin as copies of, unless it is there, and removes those of other versions.
 * Two processes must not do it at once.
 */
export async function makeTemplate(template = templateFolder()): Promise<void> {
  if (existsSync(template)) return;
  const folder = dirname(template);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  const workplace = `${template}.unfinished`;
  const database = await openDatabase({ dataDir: workplace });
  try {
    await migrateDatabase(database);
  } finally {
    await database.close();
  }
  renameSync(join(workplace, "database"), template);
  rmSync(workplace, { recursive: true, force: true });
}
