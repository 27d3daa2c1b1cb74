import type { ClaimedRun } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import type { RunBus } from "@/server/runs/run-bus";

/** A run that has been at work for so long without harm is suspected no more. */
const clearedAfterMs = 30_000;

interface SuspectsOptions {
  readonly bus: RunBus;
  /** Takes one over; undefined when there is none, or when none may be taken now. */
  readonly claim: () => Promise<ClaimedRun | undefined>;
  /** Resolves when it has begun, with its execution; undefined when it did not begin. */
  readonly takeUp: (run: ClaimedRun) => Promise<Execution | undefined>;
  readonly onError: (error: unknown) => void;
}

/**
 * The runs that were under way when their process died more than once. One of them may be what kills it, and a crash counts
 * for all that were held: so they are taken up one at a time, the next one when the one before got somewhere, waits or is
 * over. What dies then was the poison, and its neighbours do not go down with it.
 */
export class Suspects {
  readonly #options: SuspectsOptions;
  #isWatching = false;

  constructor(options: SuspectsOptions) {
    this.#options = options;
  }

  /** Takes the next one up unless one is being watched. Gives how many were taken: none or one. */
  async look(): Promise<number> {
    if (this.#isWatching) return 0;
    this.#isWatching = true;
    let run: ClaimedRun | undefined;
    try {
      run = await this.#options.claim();
    } finally {
      if (run === undefined) this.#isWatching = false;
    }
    if (run === undefined) return 0;
    this.#watch(run)
      .then(() => {
        this.#isWatching = false;
        return this.look();
      })
      .catch(this.#options.onError);
    return 1;
  }

  async #watch(run: ClaimedRun): Promise<void> {
    const cleared = Promise.withResolvers<void>();
    const stop = this.#options.bus.subscribe(run.id, (events) => {
      if (events.some(({ type }) => type === "node.completed")) cleared.resolve();
    });
    const timer = setTimeout(cleared.resolve, clearedAfterMs);
    timer.unref();
    try {
      const execution = await this.#options.takeUp(run);
      if (execution !== undefined) await Promise.race([cleared.promise, execution.asked]);
    } finally {
      stop();
      clearTimeout(timer);
    }
  }
}
