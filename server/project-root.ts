import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { singleton } from "@/server/singleton";

/**
 * The folder of the checkout, the only one that may be resolved by search: bundles move modules, so `import.meta.url`
 * says nothing. What is read at run time by path (the database worker, migrations, examples) starts here.
 */
export function projectRoot(): string {
  return singleton("project-root", () => {
    const start = /* turbopackIgnore: true */ process.cwd();
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(/* turbopackIgnore: true */ folder, "drizzle", "migrations"))) return folder;
      if (folder === dirname(folder)) {
        throw new Error(
          `Heddle was started outside its folder (${start}). Start it with npm from where it was cloned.`,
        );
      }
    }
  });
}
