import { isRunOver } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { LiveConnection } from "./live-connection";
import type { RunStore } from "./run-store";

/** Which run a page looks at. */
export interface RunSession {
  readonly store: RunStore;
  /** Shows a run from its first event on and follows it to its end; `null` clears. */
  show(runId: string | null): void;
  /** Shows a run of which these events are known, and follows it from there if it is not over. */
  open(runId: string, events: readonly TraceEvent[]): void;
  /** Stops following; what is shown stays. */
  close(): void;
}

export function createRunSession(store: RunStore, live: LiveConnection): RunSession {
  let unfollow: (() => void) | undefined;

  function close() {
    unfollow?.();
    unfollow = undefined;
  }

  function follow(runId: string, after: number) {
    close();
    const endFollow = live.followRun(runId, after, (events) => store.push(runId, events));
    // Nothing comes after a run's last event: the topic is let go.
    const endWatch = store.subscribe((view) => {
      if (view.runId === runId && view.run !== null && !view.isHeld && isRunOver(view.run.status)) close();
    });
    unfollow = () => {
      endWatch();
      endFollow();
    };
  }

  return {
    store,
    close,
    show(runId) {
      close();
      store.show(runId);
      if (runId !== null) follow(runId, 0);
    },
    open(runId, events) {
      close();
      store.show(runId);
      store.push(runId, events);
      store.flush();
      const { run } = store.getState();
      if (run === null || !isRunOver(run.status)) follow(runId, events.at(-1)?.seq ?? 0);
    },
  };
}
