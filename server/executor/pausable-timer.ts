/** A deadline that stands still while it is paused. `onExpire` is called once. */
export class PausableTimer {
  #leftMs: number;
  #runningSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauses = 0;
  readonly #onExpire: () => void;

  constructor(ms: number, onExpire: () => void) {
    this.#leftMs = ms;
    this.#onExpire = onExpire;
    this.#run();
  }

  /** Pauses nest: it goes on when each pause was ended. */
  pause(): void {
    this.#pauses += 1;
    if (this.#pauses > 1 || this.#runningSince === undefined) return;
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#runningSince;
    this.#runningSince = undefined;
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#pauses = Number.POSITIVE_INFINITY;
  }

  #run(): void {
    this.#runningSince = performance.now();
    // What is longer than a timer can be (24.8 days) is started again by nobody: settings are bounded below it.
    this.#timer = setTimeout(this.#onExpire, Math.max(0, this.#leftMs));
  }
}
