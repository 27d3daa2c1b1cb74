export interface Later {
  /** The work will be done once, this long after the first of these calls, when the browser is idle. */
  readonly schedule: () => void;
  /** If it is waiting. */
  readonly runNow: () => void;
  readonly cancel: () => void;
}

/** Joins many requests for the same work into one, away from typing and dragging. */
export function createLater(work: () => void, delayMs: number): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let idle: number | undefined;
  const hasIdle = typeof requestIdleCallback === "function";

  function run(): void {
    cancel();
    work();
  }

  function cancel(): void {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
    timer = undefined;
    idle = undefined;
  }

  return {
    schedule: () => {
      if (timer !== undefined || idle !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (hasIdle) idle = requestIdleCallback(run, { timeout: 500 });
        else run();
      }, delayMs);
    },
    runNow: () => {
      if (timer !== undefined || idle !== undefined) run();
    },
    cancel,
  };
}
