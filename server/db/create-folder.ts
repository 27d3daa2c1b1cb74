import { chmodSync, cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { AppError } from "@/nodes/core/app-error";
import { PgliteClient } from "@/server/db/pglite-client";
import { templateFolder } from "@/server/db/template-folder";

/**
 * Makes a new database in `folder`: a copy of the template, or from nothing where there is none. It takes its name when
 * it is whole, so a folder of that name was never left half made. Call it while you hold the lock of the data folder.
 */
export async function createFolder(folder: string, template = templateFolder()): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  if (existsSync(template)) cpSync(template, unfinished, { recursive: true });
  else await createFromNothing(unfinished);
  chmodSync(unfinished, 0o700);
  try {
    renameSync(unfinished, folder);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new AppError("CONFLICT", `${folder} holds something that is no database of Heddle.`, {
      hint: "Move it away, or set HEDDLE_DATA_DIR to another folder.",
      cause,
    });
  }
}

/** In a thread of its own, which ends with it: creating takes 400 MB of memory that would stay. */
async function createFromNothing(folder: string): Promise<void> {
  const creator = await PgliteClient.open({ dataDir: folder });
  await creator.close();
}
