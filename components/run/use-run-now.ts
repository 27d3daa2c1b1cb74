"use client";

import { useEffect, useState } from "react";
import { isLive } from "./run-facts";
import type { RunView } from "./run-store";

/**
 * The present by the clock of the server that writes the events, in milliseconds since 1970: the time of the last
 * event and what passed here since it came, so that a wrong clock on either side does not stretch a bar. Ticks
 * `ticksPerSecond` times a second while the run goes on; stands still when it is over or held by the scrubber.
 */
export function useRunNow({ run, eventCount, isHeld }: RunView, ticksPerSecond = 30): number {
  const isTicking = run?.status === "running" && !isHeld && isLive(run.status);
  const lastAt = run?.lastAt ?? 0;
  const [passed, setPassed] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new event sets the clock anew
  useEffect(() => {
    setPassed(0);
    if (!isTicking) return;
    const start = performance.now();
    let last = 0;
    let frame = requestAnimationFrame(function tick() {
      const since = performance.now() - start;
      if (since - last >= 1_000 / ticksPerSecond) {
        last = since;
        setPassed(since);
      }
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [isTicking, lastAt, eventCount, ticksPerSecond]);

  return lastAt + (isTicking ? passed : 0);
}
