import type { Graph } from "@/nodes/core/graph";
import type { RunState } from "@/nodes/core/run-state";

/** Data nodes of a level that a crash left unfinished, in the order in which they were started. */
export function interruptedNodes(graph: Graph, path: string, state: RunState): string[] {
  const left = [...state.nodeRuns.values()].filter(
    (nodeRun) => nodeRun.path === path && (nodeRun.status === "running" || nodeRun.status === "waiting"),
  );
  return left.map((nodeRun) => nodeRun.nodeId).filter((id) => graph.nodes.get(id)?.role === "data");
}
