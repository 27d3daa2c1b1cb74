/** A timer can be no longer; a longer one is set again. */
const longestTimerMs = 2_147_483_647;

interface DueTimerOptions {
  /** By the wall clock. Milliseconds since 1970. */
  readonly dueAt: number;
  /** A length of time, not an hour of the day: it grows no longer when the wall clock is set back. */
  readonly isDuration: boolean;
  /** Called once. */
  readonly onDue: () => void;
}

/**
 * Waits for an hour of the wall clock, which may be set forward or back meanwhile, and goes on while the machine sleeps, when
 * timers stand still. `look` finds that out.
 */
export class DueTimer {
  readonly #dueAt: number;
  /** By the clock that is never set. */
  readonly #endsAt: number;
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor({ dueAt, isDuration, onDue }: DueTimerOptions) {
    this.#dueAt = dueAt;
    this.#endsAt = isDuration ? performance.now() + dueAt - Date.now() : Number.POSITIVE_INFINITY;
    this.#onDue = onDue;
    this.#arm();
  }

  /** Fires if its time has come. */
  readonly look = (): void => {
    if (this.#isOver || this.#leftMs > 0) return;
    this.stop();
    this.#onDue();
  };

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  get #leftMs(): number {
    return Math.min(this.#dueAt - Date.now(), this.#endsAt - performance.now());
  }

  #arm(): void {
    const ring = () => {
      this.look();
      if (!this.#isOver) this.#arm();
    };
    this.#timer = setTimeout(ring, Math.max(0, Math.min(Math.ceil(this.#leftMs), longestTimerMs)));
  }
}
