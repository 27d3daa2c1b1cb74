import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { largestFile } from "@/server/files/stored-file";
import { isInside, workspaceFolder } from "@/server/files/workspace-folder";
import { markOf } from "@/server/triggers/watch/scan-folder";

/** The content of a watched file at this mark; undefined when it changed or went meanwhile. Throws `LIMIT_EXCEEDED`. */
export async function readWatchedFile(absolute: string, mark: string): Promise<Buffer | undefined> {
  const root = await workspaceFolder();
  const handle = await openFile(absolute);
  if (handle === undefined) return undefined;
  try {
    const stats = await handle.stat({ bigint: true });
    // A folder on the way may have become a link since it was looked at.
    const isHere = stats.isFile() && isInside(root, await realpath(/* turbopackIgnore: true */ absolute));
    if (!isHere || markOf(stats) !== mark) return undefined;
    if (stats.size > largestFile)
      throw new AppError("LIMIT_EXCEEDED", `The file ${absolute.slice(root.length + 1)} is too large.`, {
        hint: `A run takes files of at most ${largestFile / 1024 / 1024} MB.`,
      });
    const content = await handle.readFile();
    const after = await handle.stat({ bigint: true });
    return markOf(after) === mark ? content : undefined;
  } finally {
    await handle.close();
  }
}

async function openFile(absolute: string) {
  try {
    return await open(/* turbopackIgnore: true */ absolute, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
    const name = absolute.split("/").at(-1);
    throw new AppError("PERMISSION_NEEDED", `The file ${name} cannot be read (${code ?? "unknown error"}).`, {
      hint: "Let the user that Heddle runs as read it.",
      cause: error,
    });
  }
}
