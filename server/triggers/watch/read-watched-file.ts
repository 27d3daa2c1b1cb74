import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { isAbsent, isPassingOnDisk } from "@/server/files/passing-on-disk";
import { largestFile } from "@/server/files/stored-file";
import { isInside, workspaceFolder } from "@/server/files/workspace-folder";
import { folderOfMark, markOf } from "@/server/triggers/watch/file-mark";

/**
 * The content of a watched file at this mark; undefined when it changed or went meanwhile. Throws `LIMIT_EXCEEDED`, what the file
 * system says while it reads, and an error that may be tried again where it cannot be opened.
 */
export async function readWatchedFile(absolute: string, mark: string): Promise<Buffer | undefined> {
  const root = await workspaceFolder();
  const handle = await openFile(absolute);
  if (handle === undefined) return undefined;
  try {
    const stats = await handle.stat({ bigint: true });
    // A folder on the way may have become a link since it was looked at.
    const isHere = stats.isFile() && isInside(root, await realpath(/* turbopackIgnore: true */ absolute));
    if (!isHere || markOf(stats, folderOfMark(mark)) !== mark) return undefined;
    if (stats.size > largestFile)
      throw new AppError("LIMIT_EXCEEDED", `The file ${absolute.slice(root.length + 1)} is too large.`, {
        hint: `A run takes files of at most ${largestFile / 1024 / 1024} MB.`,
      });
    const content = await handle.readFile();
    const after = await handle.stat({ bigint: true });
    return markOf(after, folderOfMark(mark)) === mark ? content : undefined;
  } finally {
    await handle.close();
  }
}

async function openFile(absolute: string) {
  try {
    return await open(/* turbopackIgnore: true */ absolute, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isAbsent(error) || code === "ELOOP") return undefined;
    const name = absolute.split("/").at(-1);
    if (isPassingOnDisk(error))
      throw new AppError("INTERNAL", `The file ${name} cannot be read at the moment (${code}). It is tried again.`, {
        retryable: true,
        cause: error,
      });
    // Whoever may read it later has not changed it: nothing else would bring it here again.
    throw new AppError("PERMISSION_NEEDED", `The file ${name} cannot be read (${code ?? "unknown error"}).`, {
      hint: "Let the user that Heddle runs as read it: its run then starts by itself.",
      retryable: true,
      cause: error,
    });
  }
}
