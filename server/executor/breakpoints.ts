import { AppError } from "@/nodes/core/app-error";
import { allNodes, type Graph, type GraphNode } from "@/nodes/core/graph";
import { errorIssue } from "@/nodes/core/issue";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";

/** Where a run is to be held, as whoever started it said. */
export interface HoldRequest {
  /** Ids of nodes that are held before they run, at any level. */
  readonly breakpoints?: readonly string[];
  /** Holds before the first node, and so before each one until somebody resumes the run. */
  readonly step?: boolean;
}

/** Which node runs are held before they begin. What was answered since the start stands in the run's events. */
export class Breakpoints {
  readonly #at: ReadonlySet<GraphNode>;
  readonly #beginsStepping: boolean;
  readonly #state: RunState;

  constructor(graph: Graph, { breakpoints = [], step = false }: HoldRequest, state: RunState) {
    this.#at = new Set(breakpoints.flatMap((id) => nodesCalled(graph, id)));
    this.#beginsStepping = step;
    this.#state = state;
  }

  holds(node: GraphNode, path: string): boolean {
    if (!this.#at.has(node) && !(this.#state.isStepping ?? this.#beginsStepping)) return false;
    const key = nodeRunKey(node.id, path);
    return this.#state.passedBreakpoints?.has(key) !== true && !hasBegun(this.#state.nodeRuns.get(key));
  }
}

/** A crash interrupted it: it was let through before. */
function hasBegun(nodeRun: NodeRun | undefined): boolean {
  return nodeRun !== undefined && (nodeRun.startedAt !== undefined || nodeRun.retries.length > 0);
}

/** An id names a node of the workflow itself; where it has none, those of the workflows that it calls. */
function nodesCalled(graph: Graph, id: string): GraphNode[] {
  const isCalled = (node: GraphNode) => node.id === id && (node.role === "data" || node.role === "tool");
  const own = ownNodes(graph).filter(isCalled);
  return own.length > 0 ? own : allNodes(graph).filter(isCalled);
}

function ownNodes(graph: Graph): GraphNode[] {
  return [...graph.nodes.values()].flatMap((node) => [
    node,
    ...(node.inner === undefined || node.definition.subWorkflow !== undefined ? [] : ownNodes(node.inner)),
  ]);
}

/** Throws `REQUEST_INVALID` with an issue for each id of no node that could be held. */
export function requireBreakpoints(graph: Graph, breakpoints: readonly string[]): void {
  const issues = breakpoints.flatMap((id, i) =>
    nodesCalled(graph, id).length > 0
      ? []
      : [errorIssue(`breakpoints[${i}]`, "REQUEST_INVALID", `There is no node ${id} that this run could be held at.`)],
  );
  const [first] = issues;
  if (first === undefined) return;
  throw new AppError("REQUEST_INVALID", first.message, {
    field: first.path,
    hint: "Name nodes that run: models, memories and notes are never held.",
    details: { issues },
  });
}
