import { availableParallelism } from "node:os";
import type { ReadAndSplit, ReaderRequest } from "@/server/memory/ingest/reader-requests";
import { type ReaderOptions, ReaderThread } from "@/server/memory/ingest/reader-thread";
import { singleton } from "@/server/singleton";

/** A thread that nobody asks for so long is ended. */
const idleMs = 30_000;
const most = Math.max(1, Math.min(4, availableParallelism() - 1));

/** The threads of this process that read documents: started when they are needed, and a few at most. */
class ReaderThreads {
  readonly #resting: { readonly thread: ReaderThread; readonly timer: NodeJS.Timeout }[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  async ask(request: ReaderRequest, options: ReaderOptions): Promise<ReadAndSplit> {
    await this.#place(options.signal);
    const thread = this.#take();
    try {
      return await thread.ask(request, options);
    } finally {
      this.#giveBack(thread);
    }
  }

  async end(): Promise<void> {
    for (const { timer } of this.#resting) clearTimeout(timer);
    await Promise.all(this.#resting.splice(0).map(({ thread }) => thread.end()));
  }

  /** Waits in the order of asking. */
  async #place(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#busy < most) {
      this.#busy += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
      reject(signal.reason);
    };
    this.#waiting.push(resolve);
    signal.addEventListener("abort", onAbort, { once: true });
    await promise.finally(() => signal.removeEventListener("abort", onAbort));
  }

  #take(): ReaderThread {
    for (let rested = this.#resting.pop(); rested !== undefined; rested = this.#resting.pop()) {
      clearTimeout(rested.timer);
      if (!rested.thread.isEnded) return rested.thread;
    }
    return new ReaderThread();
  }

  #giveBack(thread: ReaderThread): void {
    if (!thread.isEnded) {
      const timer = setTimeout(() => {
        this.#resting.splice(
          this.#resting.findIndex((rested) => rested.thread === thread),
          1,
        );
        void thread.end();
      }, idleMs).unref();
      this.#resting.push({ thread, timer });
    }
    // The place goes to the next one that waits, or is free.
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }
}

function threads(): ReaderThreads {
  return singleton("reader-threads", () => new ReaderThreads());
}

/** Reads or splits a document in a thread of its own, never in the one that answers requests. */
export function askReader(request: ReaderRequest, options: ReaderOptions): Promise<ReadAndSplit> {
  return threads().ask(request, options);
}

/** Ends the threads that rest. */
export async function endReaders(): Promise<void> {
  await threads().end();
}
