import { createStore, type StoreApi } from "zustand/vanilla";
import type { NodeRun } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { createRunTimeline, type FoldedRun, type RunTimeline } from "./run-timeline";

/** The run that is looked at. A new object a change, but what it holds changes in place: read it by selectors. */
export interface RunView {
  readonly runId: string | null;
  readonly run: RunState | null;
  readonly latest: FoldedRun["latest"];
  /** All events that have come, also those after `position`. */
  readonly events: readonly TraceEvent[];
  readonly eventCount: number;
  /** How many events `run` is the fold of. */
  readonly position: number;
  /** Held at a place by the scrubber; else `position` follows the last event. */
  readonly isHeld: boolean;
}

export interface RunStore extends Pick<StoreApi<RunView>, "getState" | "subscribe" | "getInitialState"> {
  /** Forgets what was there and shows this run, of which no event is known yet; `null` shows none. */
  show(runId: string | null): void;
  /** Events of the run that is shown (others are dropped); they take effect together at the next frame. */
  push(runId: string, events: readonly TraceEvent[]): void;
  /** Takes what was pushed into effect now. */
  flush(): void;
  /** Folds the first `position` events and holds there; `null` follows the last event again. */
  seek(position: number | null): void;
}

/** Calls back once, soon: at the next animation frame, or after a moment while the page is hidden and draws none. */
export type Schedule = (flush: () => void) => void;

const nothing: RunView = {
  runId: null,
  run: null,
  latest: new Map(),
  events: [],
  eventCount: 0,
  position: 0,
  isHeld: false,
};

/**
 * Collects events until the next frame and applies them with the server's own fold. A node run that no event touched
 * keeps its identity, so that a selector of one node run re-renders for that node alone.
 */
export function createRunStore(schedule: Schedule = atNextFrame): RunStore {
  const store = createStore<RunView>()(() => nothing);
  let timeline: RunTimeline = createRunTimeline("");
  let queue: TraceEvent[] = [];

  function flush() {
    if (queue.length === 0) return;
    const batch = queue;
    queue = [];
    if (timeline.append(batch) > 0) publish(store.getState());
  }

  function publish({ runId, isHeld, position }: Pick<RunView, "runId" | "isHeld" | "position">) {
    const end = isHeld ? Math.min(position, timeline.events.length) : timeline.events.length;
    const { events } = timeline;
    const { run, latest } = timeline.foldTo(end);
    store.setState({ runId, run, latest, events, eventCount: events.length, position: end, isHeld }, true);
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    flush,
    show(runId) {
      queue = [];
      timeline = createRunTimeline(runId ?? "");
      if (runId === null) store.setState(nothing, true);
      else publish({ runId, isHeld: false, position: 0 });
    },
    push(runId, events) {
      if (runId !== store.getState().runId || events.length === 0) return;
      if (queue.length === 0) schedule(flush);
      queue.push(...events);
    },
    seek(position) {
      flush();
      const { runId } = store.getState();
      if (runId !== null) publish({ runId, isHeld: position !== null, position: position ?? 0 });
    },
  };
}

/** The node run of a node that events last touched: its only one, but inside containers and tool calls. */
export function nodeRunOf({ run, latest }: Pick<RunView, "run" | "latest">, nodeId: string): NodeRun | undefined {
  const key = latest.get(nodeId);
  return key === undefined ? undefined : run?.nodeRuns.get(key);
}

function atNextFrame(flush: () => void): void {
  if (document.hidden) setTimeout(flush, 200);
  else requestAnimationFrame(flush);
}
