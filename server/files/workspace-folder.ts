import { mkdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import { env } from "@/server/env";
import { isAbsent, isPassingOnDisk } from "@/server/files/passing-on-disk";

/** The one folder of this machine that workflows may use files in, made when it is not there. Links are followed. */
export async function workspaceFolder(): Promise<string> {
  const { workspaceDir } = env();
  await mkdir(/* turbopackIgnore: true */ workspaceDir, { recursive: true });
  return realpath(/* turbopackIgnore: true */ workspaceDir);
}

/**
 * Where a folder of the workspace really lies; `""` is the workspace itself. Throws `NOT_FOUND` when it is not there, and
 * `PERMISSION_NEEDED` when a link or `..` leads out of the workspace.
 */
export async function folderInWorkspace(folder: string): Promise<string> {
  const root = await workspaceFolder();
  const place = join(/* turbopackIgnore: true */ root, folder);
  refuseOutside(root, place, folder);
  const real = await realpath(/* turbopackIgnore: true */ place).catch((error: unknown) => {
    throw folderProblem(folder, error);
  });
  refuseOutside(root, real, folder);
  return real;
}

/** The same, and makes the folder first. Throws `CONFLICT` where a file is in the way. What a link leads out of the workspace is never made. */
export async function makeFolderInWorkspace(folder: string): Promise<string> {
  const root = await workspaceFolder();
  let place = root;
  for (const part of folder.split("/").filter((one) => one !== "")) {
    const next = join(/* turbopackIgnore: true */ place, part);
    refuseOutside(root, next, folder);
    await mkdir(/* turbopackIgnore: true */ next).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw folderProblem(folder, error);
    });
    place = await realpath(/* turbopackIgnore: true */ next).catch((error: unknown) => {
      throw folderProblem(folder, error);
    });
    refuseOutside(root, place, folder);
  }
  const found = await stat(/* turbopackIgnore: true */ place);
  if (!found.isDirectory()) throw folderProblem(folder, { code: "ENOTDIR" });
  return place;
}

export function isInside(root: string, place: string): boolean {
  const way = relative(root, place);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !way.includes("\0"));
}

function refuseOutside(root: string, place: string, folder: string): void {
  if (isInside(root, place)) return;
  throw new AppError("PERMISSION_NEEDED", `The folder ${folder} leads out of the workspace folder.`, {
    hint: "Workflows use files in the workspace folder only: name a folder in it, not a link to another place.",
    field: "folder",
  });
}

/** What the file system says of a folder, as a person can use it. */
export function folderProblem(folder: string, error: unknown): AppError {
  const { code } = error as NodeJS.ErrnoException;
  const name = folder === "" ? "The workspace folder" : `The folder ${folder}`;
  if (code === "ENOTDIR")
    return new AppError("CONFLICT", `${name} is not there: a file stands in ${placeOf(folder)}.`, {
      hint: "Move that file away and make the folder again in the workspace folder: watching then goes on.",
      field: "folder",
      cause: error,
    });
  if (isAbsent(error))
    return new AppError("NOT_FOUND", `${name} is not there.`, {
      hint: "Make it again in the workspace folder: watching then goes on.",
      field: "folder",
      cause: error,
    });
  if (isPassingOnDisk(error))
    return new AppError("INTERNAL", `${name} cannot be read at the moment (${code}). It is tried again.`, {
      field: "folder",
      retryable: true,
      cause: error,
    });
  return new AppError("PERMISSION_NEEDED", `${name} cannot be read (${code ?? "unknown error"}).`, {
    hint: "Let the user that Heddle runs as read it.",
    field: "folder",
    cause: error,
  });
}

function placeOf(folder: string): string {
  return folder.includes("/") ? "its place, or in that of a folder around it" : "its place";
}
