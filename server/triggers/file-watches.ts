import { isAppError, toAppError } from "@/nodes/core/app-error";
import type { FileWatchConfig } from "@/nodes/file-watch/definition";
import { compileGlob, reachesSubfolders } from "@/nodes/file-watch/glob";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { folderInWorkspace, folderProblem } from "@/server/files/workspace-folder";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import type { TriggerRow } from "@/server/triggers/trigger-row";
import { fireFile } from "@/server/triggers/watch/fire-file";
import { FireQueue } from "@/server/triggers/watch/fire-queue";
import { FolderWatch } from "@/server/triggers/watch/folder-watch";
import { scanFolder } from "@/server/triggers/watch/scan-folder";
import { forgetFiles, loadWatchedFiles } from "@/server/triggers/watch/watched-files";

interface Watching {
  /** What the watch was made from: another one is another watch. */
  readonly made: string;
  readonly watch: FolderWatch;
}

interface Watches {
  readonly byKey: Map<string, Watching>;
  /** One change after another. */
  last: Promise<void>;
  isStopped: boolean;
  /** Set while a watch that could not begin is to be tried again. */
  again: NodeJS.Timeout | undefined;
}

function watches(): Watches {
  return singleton("file-watches", () => ({
    byKey: new Map(),
    last: Promise.resolve(),
    isStopped: false,
    again: undefined,
  }));
}

/** Makes the folders that this process watches those of the triggers: after a change of them, and at a start. */
export function syncFileWatches(): Promise<void> {
  const all = watches();
  all.isStopped = false;
  all.last = all.last.catch(() => {}).then(() => sync(all));
  return all.last;
}

export async function stopFileWatches(): Promise<void> {
  const all = watches();
  all.isStopped = true;
  clearTimeout(all.again);
  await all.last.catch(() => {});
  const stopped = [...all.byKey.values()];
  all.byKey.clear();
  await Promise.all(stopped.map(({ watch }) => watch.close()));
}

async function sync(all: Watches): Promise<void> {
  const opened = await database();
  const rows = await opened.execute<TriggerRow>("select * from triggers where type = 'file-watch' and not is_paused");
  const wanted = new Map(rows.map((row) => [`${row.workflow_id}.${row.node_id}`, row]));
  for (const [key, { made, watch }] of all.byKey) {
    const row = wanted.get(key);
    if (row !== undefined && madeFrom(row) === made) continue;
    all.byKey.delete(key);
    await watch.close();
  }
  let areAllBegun = true;
  for (const [key, row] of wanted) {
    if (all.byKey.has(key) || all.isStopped) continue;
    const watch = await openSafely(opened, row);
    areAllBegun &&= watch !== undefined;
    if (watch === undefined) continue;
    all.byKey.set(key, { made: madeFrom(row), watch });
    await watch.start();
  }
  clearTimeout(all.again);
  if (!areAllBegun && !all.isStopped)
    all.again = setTimeout(() => syncFileWatches().catch(() => {}), tryAgainMs).unref();
}

const tryAgainMs = 5_000;

/** Undefined where it cannot begin yet: what was there before must be known first, or all of it would start runs. */
async function openSafely(opened: Database, row: TriggerRow): Promise<FolderWatch | undefined> {
  try {
    return await open(opened, row);
  } catch (error) {
    logger().warn({ err: error, workflowId: row.workflow_id }, "A folder cannot be watched yet; it is tried again");
    const isOfDisk = (error as NodeJS.ErrnoException).syscall !== undefined;
    const problem = isOfDisk ? folderProblem(String(row.config.folder ?? ""), error) : toAppError(error);
    const { userMessage, hint } = problem;
    notice(noteProblem(opened, row, hint === undefined ? userMessage : `${userMessage} ${hint}`));
    return undefined;
  }
}

/** A publication that changes folder or pattern begins anew; so does one that is turned on again. */
function madeFrom({ config, created_at }: TriggerRow): string {
  return JSON.stringify([config.folder, config.glob, created_at]);
}

async function open(opened: Database, row: TriggerRow): Promise<FolderWatch> {
  const { folder, glob } = row.config as unknown as FileWatchConfig;
  const key = { workflowId: row.workflow_id, nodeId: row.node_id };
  const known = await loadWatchedFiles(opened, key, () => filesNow(folder, glob));
  const watch: FolderWatch = new FolderWatch({
    folder,
    glob,
    known,
    onFile: (file) => fireQueue().add(async () => !watch.isClosed && (await fireSafely(opened, row, file))),
    onGone: (paths) => notice(forgetFiles(opened, key, paths)),
    onProblem: (problem) => notice(noteProblem(opened, row, problem)),
  });
  return watch;
}

/** Nothing, where the folder is not there, or a file in its place. Throws where it is there and cannot be looked at. */
async function filesNow(folder: string, glob: string): Promise<ReadonlyMap<string, string>> {
  try {
    const place = await folderInWorkspace(folder);
    return (await scanFolder({ folder: place, isMeant: compileGlob(glob), isDeep: reachesSubfolders(glob) })).files;
  } catch (error) {
    const { code } = isAppError(error) ? error : folderProblem(folder, error);
    if (code === "NOT_FOUND" || code === "CONFLICT") return new Map();
    throw error;
  }
}

async function fireSafely(opened: Database, row: TriggerRow, file: Parameters<typeof fireFile>[2]): Promise<boolean> {
  try {
    return await fireFile(opened, row, file);
  } catch (error) {
    logger().warn({ err: error, path: file.path }, "A file could not be looked at; it is tried again");
    return false;
  }
}

/** Files of all folders that are read and started at once: each may be as large as a file can be. */
const filesAtOnce = 4;
const fireQueue = () => singleton("file-fire-queue", () => new FireQueue(filesAtOnce));

async function noteProblem(opened: Database, row: TriggerRow, problem: string | undefined): Promise<void> {
  await opened.execute("update triggers set problem = $3 where workflow_id = $1 and node_id = $2", [
    row.workflow_id,
    row.node_id,
    problem ?? null,
  ]);
}

function notice(work: Promise<void>): void {
  work.catch((error: unknown) => logger().warn({ err: error }, "What is known of watched files could not be stored"));
}
