import { performance } from "node:perf_hooks";
import type { ChatWrapper, Llama, LlamaContext, LlamaContextSequence, LlamaModel } from "node-llama-cpp";
import { AppError, isAppError } from "@/nodes/core/app-error";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import type { ModelEntry } from "../model-entry";
import { maxConcurrentOf } from "../model-entry";
import { isStarter, isStarterEmbed } from "../starter";
import { checkGgufFile } from "./check-gguf-file";
import type { GgufFile } from "./find-gguf-file";
import { findGgufFile } from "./find-gguf-file";
import { llamaRuntime } from "./llama-runtime";
import { endLoadProgress, setLoadProgress } from "./load-progress";
import { probeThreads } from "./probe-threads";

/** How long a model stays in memory after its last call. */
const idleMs = 600_000;
/** Tokens of the context where the entry does not say: enough for most prompts, and bounded in memory. */
export const defaultContext = 8192;

/** A GGUF file in memory, with one sequence of its context for each call that may run at once. */
export interface LoadedGguf {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  /** How messages are written for this model, found from its template once: that takes longer than a prompt. */
  readonly chatWrapper: ChatWrapper;
  readonly threads: number;
  readonly loadMs: number;
  /** What earlier calls left in a sequence is reused where the next prompt begins alike. */
  readonly idleSequences: LlamaContextSequence[];
}

interface Load {
  readonly entryId: string;
  readonly loaded: Promise<LoadedGguf>;
  isReady: boolean;
  users: number;
  timer?: NodeJS.Timeout;
}

function loads(): Map<string, Load> {
  return singleton("gguf-loads", () => new Map<string, Load>());
}

export interface SequenceUse {
  readonly loaded: LoadedGguf;
  readonly sequence: LlamaContextSequence;
  /** Whether this use had to load the file. */
  readonly isFirst: boolean;
  readonly release: () => void;
}

/** Loads the entry's file unless it is in memory, and takes a free sequence. The endpoint's queue bounds the users. */
export async function takeSequence(entry: ModelEntry, signal: AbortSignal): Promise<SequenceUse> {
  const file = await findGgufFile(entry);
  const key = keyOf(entry, file);
  const isFirst = !loads().has(key);
  const load = loads().get(key) ?? startLoad(entry, file, key);
  load.users += 1;
  clearTimeout(load.timer);
  const leave = () => {
    load.users -= 1;
    // One that failed is gone already: under its key there may be another by then.
    if (load.users > 0 || loads().get(key) !== load) return;
    load.timer = setTimeout(() => void unload(key), idleMs);
    load.timer.unref();
  };
  try {
    const loaded = await orAborted(load.loaded, signal);
    const sequence = loaded.idleSequences.pop() ?? loaded.context.getSequence();
    const release = () => {
      loaded.idleSequences.push(sequence);
      leave();
    };
    return { loaded, sequence, isFirst, release };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Whether an entry's file is in memory. */
export function isLoaded(entryId: string): boolean {
  return [...loads().values()].some((load) => load.entryId === entryId && load.isReady);
}

/** Frees the memory of all models: at shutdown, and when a person asks for it. Calls that run are broken off. */
export async function unloadModels(): Promise<void> {
  await Promise.all([...loads().keys()].map(unload));
}

/** What a model is loaded with; a change of the entry loads it anew, and the old one goes when it is idle. */
function keyOf(entry: ModelEntry, { path, stamp }: GgufFile): string {
  return JSON.stringify([path, stamp, entry.context, entry.gpu, entry.threads, maxConcurrentOf(entry)]);
}

function startLoad(entry: ModelEntry, file: GgufFile, key: string): Load {
  setLoadProgress(entry.id, 0);
  const load: Load = { entryId: entry.id, isReady: false, users: 0, loaded: loadFile(entry, file) };
  loads().set(key, load);
  load.loaded
    .then(
      () => {
        load.isReady = true;
      },
      () => loads().delete(key),
    )
    .finally(() => endLoadProgress(entry.id));
  return load;
}

async function loadFile(entry: ModelEntry, file: GgufFile): Promise<LoadedGguf> {
  const startedAt = performance.now();
  // What comes with Heddle was tried before it was packed.
  const isOurs = isStarter(entry) || isStarterEmbed(entry);
  const damage = isOurs ? undefined : await checkGgufFile(file);
  if (damage !== undefined) throw loadError(new Error(damage), entry, file);
  const llama = await llamaRuntime(entry.gpu ?? "off");
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({ modelPath: file.path, onLoadProgress: (part) => setLoadProgress(entry.id, part) });
    const threads = entry.threads ?? (await probeThreads(model, `${file.path} ${file.stamp}`));
    const context = await model.createContext({
      sequences: maxConcurrentOf(entry),
      contextSize: entry.context ?? { max: Math.min(defaultContext, model.trainContextSize) },
      threads: { ideal: threads, min: 1 },
    });
    const { resolveChatWrapper } = await import("node-llama-cpp");
    const loadMs = Math.round(performance.now() - startedAt);
    logger().info({ model: entry.id, loadMs, threads, contextSize: context.contextSize }, "GGUF model loaded");
    return { llama, model, context, chatWrapper: resolveChatWrapper(model), threads, loadMs, idleSequences: [] };
  } catch (error) {
    await model?.dispose();
    throw loadError(error, entry, file);
  }
}

function loadError(error: unknown, entry: ModelEntry, file: GgufFile): AppError {
  if (isAppError(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  const size = `${(file.sizeBytes / 1_000_000_000).toFixed(1)} GB`;
  if (error instanceof Error && (error.constructor.name === "InsufficientMemoryError" || /memory|alloc/i.test(said))) {
    return new AppError(
      "MODEL_UNAVAILABLE",
      `The model "${entry.id}" (${size}) does not fit into the memory of this machine.`,
      {
        hint: "Choose a smaller quantization, set a smaller context or maxConcurrent, or close other programs.",
        retryable: false,
        cause: error,
      },
    );
  }
  return new AppError(
    "MODEL_UNAVAILABLE",
    `The model "${entry.id}" cannot be loaded: ${entry.path} is damaged, or of a kind that this version of llama.cpp does not know.`,
    {
      field: "path",
      hint: "Download the file again, or choose another model. The log has llama.cpp's own words at the level debug.",
      retryable: false,
      cause: error,
    },
  );
}

async function unload(key: string): Promise<void> {
  const load = loads().get(key);
  loads().delete(key);
  if (load === undefined) return;
  clearTimeout(load.timer);
  const loaded = await load.loaded.catch(() => undefined);
  await loaded?.model.dispose();
}

/** The load itself goes on: others may wait for it. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
