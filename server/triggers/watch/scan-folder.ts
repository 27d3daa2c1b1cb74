import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import type { PathMatcher } from "@/nodes/file-watch/glob";
import { isAbsent } from "@/server/files/passing-on-disk";
import { folderMarkOf, markOf } from "@/server/triggers/watch/file-mark";

/** What lies in a watched folder at one moment. */
export interface FolderScan {
  /** Marks of the files that are meant, by their path below the folder, with slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder and, where files below are meant, those in it: absolute. */
  readonly folders: readonly string[];
  /** Which folder it is: another one of its name has another mark. */
  readonly folderMark: string;
  /** Files, and folders with all that is in them, of which nobody knows now whether they are there. */
  readonly unknown: readonly UnknownPath[];
}

export interface UnknownPath {
  /** Below the folder. */
  readonly path: string;
  readonly isFolder: boolean;
  /** What the file system says. */
  readonly error: unknown;
}

export interface ScanFolder {
  /** Absolute. */
  readonly folder: string;
  readonly isMeant: PathMatcher;
  readonly isDeep: boolean;
}

const mostEntries = 50_000;
const atOnce = 64;

interface Found {
  readonly paths: string[];
  readonly folders: string[];
  readonly unknown: UnknownPath[];
}

/** Looks at a folder. Links are left out, whatever they lead to. Throws what the file system says of it, and `LIMIT_EXCEEDED`. */
export async function scanFolder(request: ScanFolder): Promise<FolderScan> {
  const found: Found = { paths: [], folders: [], unknown: [] };
  const folderMark = folderMarkOf(await lstat(/* turbopackIgnore: true */ request.folder, { bigint: true }));
  await collect(request, "", found);
  const { paths, folders, unknown } = found;
  const files = new Map<string, string>();
  for (let from = 0; from < paths.length; from += atOnce)
    await Promise.all(
      paths.slice(from, from + atOnce).map(async (path) => {
        const mark = await look(join(request.folder, path), folderMark).catch((error: unknown) => {
          unknown.push({ path, isFolder: false, error });
          return undefined;
        });
        if (mark !== undefined) files.set(path, mark);
      }),
    );
  return { files, folders, folderMark, unknown };
}

async function collect(request: ScanFolder, below: string, found: Found): Promise<void> {
  const folder = join(/* turbopackIgnore: true */ request.folder, below);
  const entries = await readEntries(folder, below, found);
  found.folders.push(folder);
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && request.isMeant(path)) found.paths.push(path);
    else if (entry.isDirectory() && request.isDeep && !entry.name.startsWith(".")) await collect(request, path, found);
    if (found.paths.length + found.folders.length > mostEntries)
      throw new AppError("LIMIT_EXCEEDED", `The folder holds more than ${mostEntries.toLocaleString("en-US")} files.`, {
        hint: "Watch a smaller folder, or move away what is done.",
      });
  }
}

/** A folder below that went while we looked has nothing in it; without the watched folder there is nothing to look at. */
async function readEntries(folder: string, below: string, { unknown }: Found): Promise<Dirent[]> {
  try {
    return await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  } catch (error) {
    if (below === "") throw error;
    if (!isAbsent(error)) unknown.push({ path: below, isFolder: true, error });
    return [];
  }
}

/** Undefined when it went between the two looks. */
async function look(absolute: string, folderMark: string): Promise<string | undefined> {
  try {
    const stats = await lstat(/* turbopackIgnore: true */ absolute, { bigint: true });
    return stats.isFile() ? markOf(stats, folderMark) : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
