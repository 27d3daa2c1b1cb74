import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/nodes/core/app-error";
import type { ReadAndSplit, ReaderMessage, ReaderRequest } from "@/server/memory/ingest/reader-requests";
import { projectRoot } from "@/server/project-root";

export interface ReaderOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly onPages?: (done: number, total: number) => void;
}

/** Of the thread's own values; a document that needs more is refused, and the server does not feel it. */
const memoryMegabytes = 1_024;

/** One thread for one document at a time. What is canceled, or takes too long or too much, ends with its thread. */
export class ReaderThread {
  readonly #worker: Worker;
  #isEnded = false;

  constructor() {
    const root = projectRoot();
    const file = join(/* turbopackIgnore: true */ root, "server", "memory", "ingest", "reader-worker.ts");
    this.#worker = new Worker(file, {
      execArgv: ["--import", "tsx"],
      // tsx looks for it from the working directory on, which may be another one.
      env: { ...process.env, TSX_TSCONFIG_PATH: join(/* turbopackIgnore: true */ root, "tsconfig.json") },
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    this.#worker.on("exit", () => {
      this.#isEnded = true;
    });
    // Whoever waits for an answer hears of it as well.
    this.#worker.on("error", () => {
      this.#isEnded = true;
    });
    this.rest();
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** A thread at rest does not keep the process from ending. */
  rest(): void {
    this.#worker.unref();
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker.terminate();
  }

  /** Throws what the reader throws, `CANCELED`, `TIMED_OUT`, or `LIMIT_EXCEEDED` where its memory does not suffice. */
  async ask(request: ReaderRequest, { signal, timeoutMs, onPages }: ReaderOptions): Promise<ReadAndSplit> {
    signal.throwIfAborted();
    const answered = Promise.withResolvers<ReadAndSplit>();
    const onMessage = (message: ReaderMessage) => {
      if ("pages" in message) onPages?.(...message.pages);
      else if ("result" in message) answered.resolve(message.result);
      else answered.reject(new AppError(message.error.code, message.error.message, message.error));
    };
    const onError = (error: unknown) => answered.reject(threadError(error));
    const onExit = () => answered.reject(new AppError("INTERNAL", "A reader thread ended without an answer."));
    const onAbort = () => this.#stop(answered, signal.reason);
    const timer = setTimeout(() => this.#stop(answered, tooSlow(timeoutMs)), timeoutMs);
    this.#worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    this.#worker.ref();
    this.#worker.postMessage(request);
    try {
      return await answered.promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      this.#worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      this.rest();
    }
  }

  #stop(answered: PromiseWithResolvers<ReadAndSplit>, reason: unknown): void {
    answered.reject(reason);
    void this.end();
  }
}

function threadError(error: unknown): AppError {
  if ((error as { code?: unknown } | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY")
    return new AppError("LIMIT_EXCEEDED", `Reading this document takes more than ${memoryMegabytes} MB of memory.`, {
      hint: "Cut it into several files and add these.",
      cause: error,
    });
  return new AppError("INTERNAL", "A reader thread broke.", { cause: error });
}

function tooSlow(timeoutMs: number): AppError {
  return new AppError("TIMED_OUT", `Reading this document took longer than ${timeoutMs / 1_000} seconds.`, {
    hint: "Cut it into several files and add these.",
    retryable: false,
  });
}
