import { createStore, type StoreApi } from "zustand/vanilla";
import { isInCalled } from "@/nodes/core/called-paths";
import { itemOf } from "@/nodes/core/item-path";
import type { NodeRun } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { createRunTimeline, type FoldedRun, type RunTimeline } from "./run-timeline";
import { type ChosenItems, containerOfItem, prunedChoice, runInShownItem } from "./shown-item";

/** The run that is looked at. A new object a change, but what it holds changes in place: read it by selectors. */
export interface RunView {
  readonly runId: string | null;
  readonly run: RunState | null;
  readonly latest: FoldedRun["latest"];
  readonly ended: FoldedRun["ended"];
  /** Items that somebody chose to look at, by container. */
  readonly chosen: ChosenItems;
  /** Nodes that call other workflows. */
  readonly callers: ReadonlySet<string>;
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
  /** Shows what the nodes of containers did in these of their items. */
  lookAt(itemPaths: readonly string[]): void;
  /** Follows the latest item of a container again. */
  followItems(containerId: string): void;
  /** The nodes of the document that call other workflows, whose nodes are not its own. */
  setCallers(nodeIds: ReadonlySet<string>): void;
}

/** Calls back once, soon: at the next animation frame, or after a moment while the page is hidden and draws none. */
export type Schedule = (flush: () => void) => void;

const nothing: RunView = {
  runId: null,
  run: null,
  latest: new Map(),
  ended: new Map(),
  chosen: new Map(),
  callers: new Set(),
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
  let callers: ReadonlySet<string> = new Set();
  let timeline: RunTimeline = createRunTimeline("");
  let queue: TraceEvent[] = [];

  function timelineOf(runId: string): RunTimeline {
    const own = callers;
    return createRunTimeline(runId, (path) => !isInCalled(path, own));
  }

  function flush() {
    if (queue.length === 0) return;
    const batch = queue;
    queue = [];
    if (timeline.append(batch) > 0) publish(store.getState());
  }

  function publish(view: Pick<RunView, "runId" | "isHeld" | "position" | "chosen">) {
    const { runId, isHeld, position } = view;
    const end = isHeld ? Math.min(position, timeline.events.length) : timeline.events.length;
    const { events } = timeline;
    const folded = timeline.foldTo(end);
    const chosen = prunedChoice({ ...folded, chosen: view.chosen });
    store.setState(
      { ...folded, runId, chosen, callers, events, eventCount: events.length, position: end, isHeld },
      true,
    );
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    flush,
    show(runId) {
      queue = [];
      timeline = timelineOf(runId ?? "");
      if (runId === null) store.setState({ ...nothing, callers }, true);
      else publish({ runId, isHeld: false, position: 0, chosen: new Map() });
    },
    push(runId, events) {
      if (runId !== store.getState().runId || events.length === 0) return;
      if (queue.length === 0) schedule(flush);
      queue.push(...events);
    },
    seek(position) {
      flush();
      const { runId, chosen } = store.getState();
      if (runId !== null) publish({ runId, isHeld: position !== null, position: position ?? 0, chosen });
    },
    lookAt(itemPaths) {
      const view = store.getState();
      const choice = itemPaths.map((path) => [containerOfItem(path), path] as const);
      if (view.runId !== null && choice.length > 0) publish({ ...view, chosen: new Map([...view.chosen, ...choice]) });
    },
    setCallers(nodeIds) {
      if (nodeIds.size === callers.size && [...nodeIds].every((id) => callers.has(id))) return;
      callers = nodeIds;
      const view = store.getState();
      if (view.runId === null) return store.setState({ ...view, callers }, true);
      const { events } = timeline;
      timeline = timelineOf(view.runId);
      timeline.append(events);
      publish(view);
    },
    followItems(containerId) {
      const view = store.getState();
      const chosen = new Map([...view.chosen].filter(([id]) => id !== containerId));
      if (view.runId !== null) publish({ ...view, chosen });
    },
  };
}

/**
 * The node run that a node shows: its only one; of several calls of a tool the one that events last touched; inside a
 * container that of the item that is shown.
 */
export function nodeRunOf(
  view: Pick<RunView, "run" | "latest" | "ended" | "chosen">,
  nodeId: string,
): NodeRun | undefined {
  const key = view.latest.get(nodeId);
  if (key === undefined) return undefined;
  const item = itemOf(key);
  return item === "" ? view.run?.nodeRuns.get(key) : runInShownItem(view, containerOfItem(item), nodeId);
}

function atNextFrame(flush: () => void): void {
  if (document.hidden) setTimeout(flush, 200);
  else requestAnimationFrame(flush);
}
