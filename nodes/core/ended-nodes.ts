import type { RunState } from "./run-state";
import { isNodeRunOver } from "./run-status";
import type { EndedNode } from "./trace-event";

/**
 * How the nodes of a run ended, for its last event: with durability `result` their own events are not stored, and a
 * later reader would take them for pending. Outputs are left out; the run's output has what counts.
 */
export function endedNodes(state: RunState): EndedNode[] {
  // A resource that was used has spans, and never ends by itself.
  const over = [...state.nodeRuns.values()].filter((nodeRun) => isNodeRunOver(nodeRun.status));
  return over.map(({ nodeId, path, status, attempt, durationMs, isFromStarter }) => ({
    nodeId,
    ...(path === "" ? {} : { path }),
    status,
    ...(attempt === 1 ? {} : { attempt }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(isFromStarter === true ? { isFromStarter } : {}),
  }));
}
