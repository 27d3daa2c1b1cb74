import type { TraceEvent } from "@/nodes/core/trace-event";

/** A pause longer than this passes in this time: nobody watches a model load for a minute twice. */
const longestPauseMs = 1_000;

export const replaySpeeds = [0.5, 1, 2, 5, 20] as const;

/** For each event when a replay shows it, in milliseconds after its start. */
export function replayTimes(events: readonly TraceEvent[]): number[] {
  let time = 0;
  return events.map((event, i) => {
    const before = events[i - 1];
    if (before !== undefined) time += Math.min(Math.max(0, event.at - before.at), longestPauseMs);
    return time;
  });
}

/** How many events a replay has shown at a time: those at that time included. */
export function positionAt(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
