import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { performance } from "node:perf_hooks";
import { env } from "@/server/env";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import type { ModelEntry } from "./model-entry";
import { modelStore } from "./model-store";
import type { ModelsFile, ModelsFileProblem } from "./models-file";
import { printProblem, readModelsFile } from "./models-file";

/** `models.yaml` and the entries of the app as one list; an entry of the app wins over the file's of the same id. */
export interface Registry {
  /** In the order of the file, then in the order in which they were made in the app. */
  readonly models: readonly RegisteredModel[];
  readonly byId: ReadonlyMap<string, RegisteredModel>;
  /** What is wrong in the file. */
  readonly problems: readonly ModelsFileProblem[];
}

export interface RegisteredModel {
  readonly entry: ModelEntry;
  readonly source: "file" | "app";
  /** An entry of the app that stands before one of the file. */
  readonly hidesFileEntry: boolean;
}

/** A change of the file is seen after this time at most; other processes' writes after the second. */
const fileFreshMs = 500;
const storeFreshMs = 2000;

interface State {
  registry?: Registry;
  file?: { readonly stamp: string; readonly content: ModelsFile };
  fileCheckedAt: number;
  app?: readonly ModelEntry[];
  appReadAt: number;
  loading?: Promise<Registry>;
  /** Rises when the app's entries change: what was read before is not kept. */
  generation: number;
}

function state(): State {
  return singleton(
    "model-registry",
    (): State => ({
      fileCheckedAt: Number.NEGATIVE_INFINITY,
      appReadAt: Number.NEGATIVE_INFINITY,
      generation: 0,
    }),
  );
}

/** The registry as it is now. `isFresh`: nothing remembered, the file and the table are looked at. */
export async function readRegistry(options: { readonly isFresh?: boolean } = {}): Promise<Registry> {
  const current = state();
  const now = performance.now();
  const isKept = now - current.fileCheckedAt < fileFreshMs && now - current.appReadAt < storeFreshMs;
  if (options.isFresh !== true && isKept && current.registry !== undefined) return current.registry;
  if (options.isFresh === true) current.appReadAt = Number.NEGATIVE_INFINITY;
  current.loading ??= load(current).finally(() => {
    current.loading = undefined;
  });
  return await current.loading;
}

/** Makes the next reader look at the table again. */
export function forgetRegistry(): void {
  const current = state();
  current.generation += 1;
  current.registry = undefined;
  current.app = undefined;
  current.loading = undefined;
  current.appReadAt = Number.NEGATIVE_INFINITY;
}

async function load(current: State): Promise<Registry> {
  const generation = current.generation;
  const before = current.file?.content;
  const [file, app] = await Promise.all([loadFile(current), loadApp(current)]);
  if (generation !== current.generation) return await readRegistry();
  if (current.registry !== undefined && before === file && current.app === app) return current.registry;
  const registry = merge(file, app);
  Object.assign(current, { registry, app });
  return registry;
}

async function loadFile(current: State): Promise<ModelsFile> {
  const path = env().modelsFile;
  const info = await stat(/* turbopackIgnore: true */ path).catch(() => undefined);
  const stamp = `${path} ${info?.mtimeMs ?? ""} ${info?.size ?? ""} ${info?.ino ?? ""}`;
  if (current.file?.stamp !== stamp) {
    const content = await readModelsFile(path);
    for (const problem of content.problems) logger().warn({ file: path }, printProblem(problem, basename(path)));
    current.file = { stamp, content };
  }
  current.fileCheckedAt = performance.now();
  return current.file.content;
}

async function loadApp(current: State): Promise<readonly ModelEntry[]> {
  const store = modelStore();
  const isForced = current.appReadAt === Number.NEGATIVE_INFINITY;
  if (current.app !== undefined && !isForced && !(await store.isShared())) {
    current.appReadAt = performance.now();
    return current.app;
  }
  const entries = await store.list();
  current.appReadAt = performance.now();
  return entries;
}

function merge(file: ModelsFile, app: readonly ModelEntry[]): Registry {
  const fromApp = new Map(app.map((entry) => [entry.id, entry]));
  const inFile = new Set(file.entries.map((entry) => entry.id));
  const models: RegisteredModel[] = [
    ...file.entries.map((entry): RegisteredModel => {
      const own = fromApp.get(entry.id);
      return own === undefined
        ? { entry, source: "file", hidesFileEntry: false }
        : { entry: own, source: "app", hidesFileEntry: true };
    }),
    ...app
      .filter(({ id }) => !inFile.has(id))
      .map((entry): RegisteredModel => ({ entry, source: "app", hidesFileEntry: false })),
  ];
  return { models, byId: new Map(models.map((model) => [model.entry.id, model])), problems: file.problems };
}
