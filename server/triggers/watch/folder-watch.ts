import { type FSWatcher, watch } from "node:fs";
import { posix } from "node:path";
import { type AppError, isAppError } from "@/nodes/core/app-error";
import { compileGlob, reachesSubfolders } from "@/nodes/file-watch/glob";
import { folderInWorkspace, folderProblem } from "@/server/files/workspace-folder";
import { logger } from "@/server/logger";
import { type FolderScan, scanFolder, type UnknownPath } from "@/server/triggers/watch/scan-folder";
import { type SettledFile, SettledFiles } from "@/server/triggers/watch/settled-files";

export interface FolderWatchOptions {
  /** Below the workspace folder. */
  readonly folder: string;
  readonly glob: string;
  /** Marks of the files that need nothing, by path below the folder. */
  readonly known: ReadonlyMap<string, string>;
  /** Deals with a file. False: not now, try again later. Never throws. */
  readonly onFile: (file: SettledFile & { readonly absolute: string }) => Promise<boolean>;
  readonly onGone: (paths: readonly string[]) => void;
  /** What keeps the folder from being watched; undefined when it is watched again. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** After a sign of a change, before looking: signs come in crowds. */
const afterSignMs = 50;
const unsettledMs = 250;
/** A sign that was lost costs this much at most. */
const safetyMs = 5_000;
const withoutFolderMs = 2_000;
/** Folders below that are listened to; the others are looked at every `safetyMs`. */
const mostListeners = 256;
/** A look takes at most this part of the time. */
const mostShare = 0.1;

/**
 * Follows one folder until `close`. What the system says about changes is only a sign to look; what a look finds is what
 * counts, so that a lost sign delays a file and loses none.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #files: SettledFiles;
  readonly #isMeant;
  readonly #listeners = new Map<string, FSWatcher>();
  readonly #underWay = new Set<Promise<void>>();
  #folderMark = "";
  /** Null: not known yet. */
  #problem: string | undefined | null = null;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #looking: Promise<void> | undefined;
  /** A sign came while a look was under way. */
  #isStale = false;
  #isDeafKnown = false;
  #isClosed = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.#files = new SettledFiles(options.known);
    this.#isMeant = compileGlob(options.glob);
  }

  /** Resolves when the first look is over. */
  start(): Promise<void> {
    return this.#look();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#unlisten();
    await this.#looking;
    await Promise.all(this.#underWay);
  }

  async #look(): Promise<void> {
    this.#timerAt = Number.POSITIVE_INFINITY;
    if (this.#looking !== undefined) {
      this.#isStale = true;
      return this.#looking;
    }
    this.#looking = this.#lookOnce();
    await this.#looking;
    this.#looking = undefined;
    if (this.#isStale) this.#lookIn(afterSignMs);
    this.#isStale = false;
  }

  async #lookOnce(): Promise<void> {
    const began = performance.now();
    try {
      const folder = await folderInWorkspace(this.#options.folder);
      const scan = await scanFolder({
        folder,
        isMeant: this.#isMeant,
        isDeep: reachesSubfolders(this.#options.glob),
      });
      if (this.#isClosed) return;
      this.#noticeReplacement(scan);
      this.#tell(this.#problemOf(scan.unknown));
      const isNew = this.#listen(scan);
      const { settled, gone, isUnsettled } = this.#files.look(scan.files, performance.now(), isUnknownIn(scan.unknown));
      if (gone.length > 0) this.#options.onGone(gone);
      for (const file of settled) this.#deal(file, `${folder}/${file.path}`);
      // What came into a folder before it was listened to gave no sign.
      const usual = isNew ? afterSignMs : isUnsettled ? unsettledMs : safetyMs;
      this.#lookIn(Math.max(usual, (performance.now() - began) / mostShare));
    } catch (error) {
      if (this.#isClosed) return;
      this.#unlisten();
      this.#tell(textOf(isAppError(error) ? error : folderProblem(this.#options.folder, error)));
      this.#lookIn(withoutFolderMs);
    }
  }

  /** A folder that was removed and made again, or mounted, is another one: what listens to the first hears nothing. */
  #noticeReplacement({ folderMark }: FolderScan): void {
    if (this.#folderMark !== "" && folderMark !== this.#folderMark) {
      this.#unlisten();
      this.#files.moveOn();
    }
    this.#folderMark = folderMark;
  }

  /** What is wrong with a part of the folder; the rest is watched. */
  #problemOf([first]: readonly UnknownPath[]): string | undefined {
    if (first === undefined) return undefined;
    const place = first.isFolder ? first.path : posix.dirname(first.path);
    return textOf(folderProblem(posix.join(this.#options.folder, place), first.error));
  }

  /** Whether there is a folder that was not listened to before. */
  #listen({ folders }: FolderScan): boolean {
    const wanted = new Set(folders.slice(0, mostListeners));
    for (const [folder, listener] of this.#listeners)
      if (!wanted.has(folder)) {
        listener.close();
        this.#listeners.delete(folder);
      }
    const added = [...wanted].filter((folder) => !this.#listeners.has(folder) && this.#listenTo(folder));
    return added.length > 0;
  }

  #listenTo(folder: string): boolean {
    try {
      const listener = watch(/* turbopackIgnore: true */ folder, { persistent: false }, () =>
        this.#lookIn(afterSignMs),
      );
      listener.on("error", () => this.#lookIn(afterSignMs));
      this.#listeners.set(folder, listener);
      return true;
    } catch (error) {
      if (!this.#isDeafKnown)
        logger().warn(
          { err: error, folder },
          "A watched folder gives no signs of changes: it is looked at every few seconds",
        );
      this.#isDeafKnown = true;
      return false;
    }
  }

  #unlisten(): void {
    for (const listener of this.#listeners.values()) listener.close();
    this.#listeners.clear();
  }

  #deal(file: SettledFile, absolute: string): void {
    const work = this.#options.onFile({ ...file, absolute }).then((isDone) => {
      if (isDone) this.#files.done(file);
      else this.#files.again(file, performance.now());
      if (!isDone || !this.#isClosed) this.#lookIn(unsettledMs);
    });
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  #tell(problem: string | undefined): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#options.onProblem(problem);
  }

  #lookIn(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (this.#isClosed || at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => void this.#look(), delayMs);
    this.#timer.unref();
  }
}

function textOf({ userMessage, hint }: AppError): string {
  return hint === undefined ? userMessage : `${userMessage} ${hint}`;
}

function isUnknownIn(unknown: readonly UnknownPath[]): (path: string) => boolean {
  const files = new Set(unknown.map(({ path }) => path));
  const folders = unknown.filter(({ isFolder }) => isFolder).map(({ path }) => `${path}/`);
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}
