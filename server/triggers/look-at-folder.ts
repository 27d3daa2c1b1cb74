import { join } from "node:path";
import { isAppError } from "@/nodes/core/app-error";
import { compileGlob, reachesSubfolders } from "@/nodes/file-watch/glob";
import { folderInWorkspace, folderProblem, workspaceFolder } from "@/server/files/workspace-folder";
import { scanFolder } from "@/server/triggers/watch/scan-folder";

export interface FolderLook {
  /** Absolute. */
  readonly place: string;
  /** Files in it that are meant; null where it is not there yet. */
  readonly files: number | null;
  readonly problem: string | null;
}

/** Where a folder of the workspace lies on this machine, and how many files in it are meant. */
export async function lookAtFolder(folder: string, glob: string): Promise<FolderLook> {
  const place = join(/* turbopackIgnore: true */ await workspaceFolder(), folder);
  try {
    const real = await folderInWorkspace(folder);
    const { files } = await scanFolder({ folder: real, isMeant: compileGlob(glob), isDeep: reachesSubfolders(glob) });
    return { place, files: files.size, problem: null };
  } catch (error) {
    const problem = isAppError(error) ? error : folderProblem(folder, error);
    // Publishing makes it.
    if (problem.code === "NOT_FOUND") return { place, files: null, problem: null };
    return { place, files: null, problem: problem.userMessage };
  }
}
