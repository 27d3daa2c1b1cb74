import { type NodeRun, nodeRunKey } from "./node-run";
import { applyEvent, emptyRunState, type RunState } from "./run-state";
import type { TraceEvent } from "./trace-event";

/** A run with everything that its nodes did. */
export interface RecordedRun {
  readonly state: RunState;
  /** By key, in the order of their first events; also those inside of items that ended, which the fold lets go. */
  readonly nodeRuns: ReadonlyMap<string, NodeRun>;
}

export function recordRun(runId: string, events: Iterable<TraceEvent>): RecordedRun {
  const state = emptyRunState(runId);
  const nodeRuns = new Map<string, NodeRun>();
  for (const event of events) {
    if (!applyEvent(state, event) || !("nodeId" in event)) continue;
    const key = nodeRunKey(event.nodeId, event.path);
    const nodeRun = state.nodeRuns.get(key);
    if (nodeRun !== undefined) nodeRuns.set(key, nodeRun);
  }
  // With durability `result` only the last event names them.
  for (const [key, nodeRun] of state.nodeRuns) if (!nodeRuns.has(key)) nodeRuns.set(key, nodeRun);
  return { state, nodeRuns };
}
