import type { BigIntStats, Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import type { PathMatcher } from "@/nodes/file-watch/glob";

/** What lies in a watched folder at one moment. */
export interface FolderScan {
  /** Marks of the files that are meant, by their path below the folder, with slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder and, where files below are meant, those in it: absolute. */
  readonly folders: readonly string[];
}

export interface ScanFolder {
  /** Absolute. */
  readonly folder: string;
  readonly isMeant: PathMatcher;
  readonly isDeep: boolean;
}

/** Size and time of the last change: a file that is written to or replaced gets another one. */
export function markOf({ size, mtimeNs }: BigIntStats): string {
  return `${size}.${mtimeNs}`;
}

export function sizeOfMark(mark: string): number {
  return Number(mark.split(".", 1)[0]);
}

const mostEntries = 50_000;
const atOnce = 64;

/** Looks at a folder. Links are left out, whatever they lead to. Throws what `readdir` throws, and `LIMIT_EXCEEDED`. */
export async function scanFolder(request: ScanFolder): Promise<FolderScan> {
  const paths: string[] = [];
  const folders: string[] = [];
  await collect(request, "", paths, folders);
  const files = new Map<string, string>();
  for (let from = 0; from < paths.length; from += atOnce)
    await Promise.all(paths.slice(from, from + atOnce).map((path) => look(request.folder, path, files)));
  return { files, folders };
}

async function collect(request: ScanFolder, below: string, paths: string[], folders: string[]): Promise<void> {
  const folder = join(/* turbopackIgnore: true */ request.folder, below);
  const entries = await readEntries(folder, below === "");
  folders.push(folder);
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && request.isMeant(path)) paths.push(path);
    else if (entry.isDirectory() && request.isDeep && !entry.name.startsWith("."))
      await collect(request, path, paths, folders);
    if (paths.length + folders.length > mostEntries)
      throw new AppError("LIMIT_EXCEEDED", `The folder holds more than ${mostEntries.toLocaleString("en-US")} files.`, {
        hint: "Watch a smaller folder, or move away what is done.",
      });
  }
}

/** A folder below that went while we looked has nothing in it; without the watched folder there is nothing to look at. */
async function readEntries(folder: string, isRoot: boolean): Promise<Dirent[]> {
  try {
    return await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  } catch (error) {
    if (isRoot) throw error;
    return [];
  }
}

async function look(folder: string, path: string, files: Map<string, string>): Promise<void> {
  try {
    const stats = await lstat(/* turbopackIgnore: true */ join(folder, path), { bigint: true });
    if (stats.isFile()) files.set(path, markOf(stats));
  } catch {
    // It went between the two looks.
  }
}
