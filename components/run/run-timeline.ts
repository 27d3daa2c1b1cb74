import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import { applyEvent, emptyRunState, type RunState } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type EndedItems, noteEndedItem } from "./ended-items";

/** The fold of a prefix of a run's events. */
export interface FoldedRun {
  readonly run: RunState;
  /** For each node the key (`nodeRunKey`) of the node run that an event last touched: of many, the one to show. */
  readonly latest: Map<string, string>;
  readonly ended: EndedItems;
}

/** All events of a run that have come so far, and their fold up to any place. */
export interface RunTimeline {
  /** In order of `seq`, each once. The array grows in place. */
  readonly events: readonly TraceEvent[];
  /** Takes events in any order, some perhaps known already; returns how many were new. */
  append(batch: readonly TraceEvent[]): number;
  /**
   * The fold of the first `position` events. Going forward it changes the same objects in place, as `applyEvent`
   * does; going back, or far ahead to where it was before, it starts from a checkpoint, whose node runs keep their identity.
   */
  foldTo(position: number): FoldedRun;
}

const checkpointEvery = 500;

/** `isOwn`: whether the nodes at a path are of the document that is shown, and not of a workflow that it calls. */
export function createRunTimeline(runId: string, isOwn: (path: string) => boolean = () => true): RunTimeline {
  const events: TraceEvent[] = [];
  /** `checkpoints[n]` is the fold of the first `n * checkpointEvery` events. */
  const checkpoints: FoldedRun[] = [emptyFold(runId)];
  let folded = emptyFold(runId);
  let foldedTo = 0;

  function step() {
    const event = events[foldedTo] as TraceEvent;
    foldedTo += 1;
    applyEvent(folded.run, event);
    if ("nodeId" in event && isOwn(event.path)) folded.latest.set(event.nodeId, nodeRunKey(event.nodeId, event.path));
    if (event.type === "item.ended") noteEndedItem(folded.ended, folded.run, event);
    const place = foldedTo / checkpointEvery;
    if (Number.isInteger(place) && checkpoints[place] === undefined) checkpoints[place] = copyOf(folded);
  }

  return {
    events,
    append(batch) {
      const before = events.length;
      for (const event of [...batch].sort((a, b) => a.seq - b.seq)) {
        if (event.seq > (events.at(-1)?.seq ?? Number.NEGATIVE_INFINITY)) events.push(event);
      }
      return events.length - before;
    },
    foldTo(position) {
      const target = Math.max(0, Math.min(position, events.length));
      const place = Math.floor(target / checkpointEvery);
      const isAhead = place * checkpointEvery > foldedTo && checkpoints[place] !== undefined;
      if (target < foldedTo || isAhead) {
        folded = copyOf(checkpoints[place] as FoldedRun);
        foldedTo = place * checkpointEvery;
      }
      while (foldedTo < target) step();
      return folded;
    },
  };
}

function emptyFold(runId: string): FoldedRun {
  return { run: emptyRunState(runId), latest: new Map(), ended: new Map() };
}

function copyOf({ run, latest, ended }: FoldedRun): FoldedRun {
  const copy: RunState = {
    ...run,
    nodeRuns: new Map([...run.nodeRuns].map(([key, nodeRun]) => [key, withOwnItems(nodeRun)])),
    items: new Map([...run.items].map(([path, keys]) => [path, new Set(keys)])),
    lastItems: new Map(run.lastItems),
    hosts: new Map(run.hosts),
  };
  return { run: copy, latest: new Map(latest), ended: new Map(ended) };
}

/** The list of a container's ended items is added to in place: a copy that goes its own way needs one of its own. */
function withOwnItems(nodeRun: NodeRun): NodeRun {
  const { items } = nodeRun;
  return items === undefined ? nodeRun : { ...nodeRun, items: { ...items, ends: [...items.ends] } };
}
