"use client";

import { useEffect, useState } from "react";
import type { RunView } from "./run-store";
import { useNow } from "./use-now";

/**
 * The present by the clock of the server that writes the events, in milliseconds since 1970: the time of the last
 * event and what passed here since it came, so that a wrong clock on either side does not stretch a bar. Ticks
 * `ticksPerSecond` times a second while the run goes on; stands still when it is over or held by the scrubber.
 * A run that waits may have done so for days before anybody looked: then the clock of this machine counts, by the second.
 */
export function useRunNow({ run, eventCount, isHeld }: RunView, ticksPerSecond = 30): number {
  const isTicking = run?.status === "running" && !isHeld;
  const isWaiting = run?.status === "waiting" && !isHeld;
  const clock = useNow(isWaiting ? 1_000 : Number.POSITIVE_INFINITY).getTime();
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

  if (isWaiting) return Math.max(lastAt, clock);
  return lastAt + (isTicking ? passed : 0);
}
