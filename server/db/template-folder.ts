import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "@/server/db/migrate";
import { projectRoot } from "@/server/project-root";

/**
 * Where an empty, migrated database lies that new data folders begin as copies of, if `makeTemplate` has made it. A
 * copy takes 40 ms; making a database takes 3 s and 400 MB of memory.
 */
export function templateFolder(): string {
  return join(/* turbopackIgnore: true */ projectRoot(), ".cache", "database-template", databaseFingerprint());
}

/** Changes with the migrations, PGlite, and the way that it is opened. */
export function databaseFingerprint(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(migrationsFolder()).sort()) {
    if (name.endsWith(".sql")) hash.update(readFileSync(join(/* turbopackIgnore: true */ migrationsFolder(), name)));
  }
  for (const file of ["node_modules/@electric-sql/pglite/package.json", "server/db/pglite-worker.mjs"]) {
    hash.update(readFileSync(join(/* turbopackIgnore: true */ projectRoot(), file)));
  }
  return hash.digest("hex").slice(0, 16);
}
