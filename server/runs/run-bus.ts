import type { TraceEvent } from "@/nodes/core/trace-event";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";

/** Committed events of runs, to whoever in this process wants to see them live. */
export interface RunBus {
  readonly publish: (runId: string, events: readonly TraceEvent[]) => void;
  /** Returns the function that stops it. */
  readonly subscribe: (runId: string, listener: (events: readonly TraceEvent[]) => void) => () => void;
  /** The same for every run. */
  readonly subscribeAll: (listener: (runId: string, events: readonly TraceEvent[]) => void) => () => void;
}

export function createRunBus(): RunBus {
  const byRun = new Map<string, Set<(events: readonly TraceEvent[]) => void>>();
  const all = new Set<(runId: string, events: readonly TraceEvent[]) => void>();
  return {
    publish(runId, events) {
      for (const listener of byRun.get(runId) ?? []) tell(() => listener(events));
      for (const listener of all) tell(() => listener(runId, events));
    },
    subscribe(runId, listener) {
      const listeners = byRun.get(runId) ?? new Set();
      byRun.set(runId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byRun.get(runId) === listeners) byRun.delete(runId);
      };
    },
    subscribeAll(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}

/** Whoever looks on cannot harm a run, nor another one that looks on. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    logger().error({ err: error }, "A listener to the events of runs failed");
  }
}

export function runBus(): RunBus {
  return singleton("run-bus", createRunBus);
}
