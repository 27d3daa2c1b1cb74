import type { Graph, GraphNode, OutputRef } from "./graph";
import { isNodeRunOver, type NodeRunStatus } from "./run-status";

/** How far each data node of a level is, as the scheduler needs it: a narrow view of the run state. */
export interface Progress {
  /** Id of the entry that fired: the `input` node, or a trigger. Without one, no trigger fires. */
  readonly entry?: string;
  readonly of: (nodeId: string) => NodeProgress | undefined;
  /** The nodes that are asked for; without it all of them are. */
  readonly only?: ReadonlySet<string>;
  /** Inside a container: whether an output from outside is alive. It is decided before an item begins. */
  readonly isAliveOutside?: (ref: OutputRef) => boolean;
}

export interface NodeProgress {
  readonly status: NodeRunStatus;
  readonly firedPorts?: readonly string[];
}

export interface Frontier {
  /** May start now. */
  readonly ready: readonly string[];
  /** Cannot run any more: everything that they needed is dead. In an order in which each follows its cause. */
  readonly skipped: readonly Skip[];
  /** Every data node has ended, those in `skipped` included. */
  readonly finished: boolean;
}

export interface Skip {
  readonly nodeId: string;
  readonly reason: "dead" | "disabled" | "other-entry" | "not-asked";
}

type ConnectionState = "pending" | "alive" | "dead";

/**
 * What may start, what is to be skipped, and whether the graph is finished. Pure. `among` bounds the look to the nodes
 * whose inputs may have changed (with what follows from their skips); without it every data node is looked at.
 */
export function frontier(graph: Graph, progress: Progress, among?: readonly string[]): Frontier {
  const ready: string[] = [];
  const skipped = new Map<string, Skip>();
  const waiting = among === undefined ? graph.dataNodes.map((node) => node.id) : [...among];
  const seen = new Set<string>();
  const stateOf = (ref: OutputRef) => connectionState(ref, progress, skipped);
  // A list that grows while it is walked: skips add the nodes behind them.
  for (let i = 0; i < waiting.length; i++) {
    const node = graph.nodes.get(waiting[i] as string);
    if (node === undefined || node.role !== "data" || seen.has(node.id)) continue;
    if ((progress.of(node.id)?.status ?? "pending") !== "pending") continue;
    const verdict = judge(node, progress, stateOf);
    if (verdict === "wait") continue;
    seen.add(node.id);
    if (verdict === "ready") ready.push(node.id);
    else {
      skipped.set(node.id, { nodeId: node.id, reason: verdict });
      waiting.push(...node.next);
    }
  }
  return {
    ready,
    skipped: [...skipped.values()],
    finished: ready.length === 0 && isFinished(graph, progress, skipped),
  };
}

function judge(
  node: GraphNode,
  progress: Progress,
  stateOf: (ref: OutputRef) => ConnectionState,
): "ready" | "wait" | Skip["reason"] {
  if (progress.only?.has(node.id) === false) return "not-asked";
  if (node.disabled) return "disabled";
  if (node.definition.entry !== undefined && node.id !== progress.entry) return "other-entry";
  const ports = node.inputs
    .filter((input) => input.from.length > 0)
    .map((input) => ({ required: input.port.required === true, states: input.from.map(stateOf) }));
  const states = ports.flatMap((port) => port.states);
  if (node.startsWith === "first" && states.includes("alive")) return "ready";
  if (states.includes("pending")) return "wait";
  if (states.length > 0 && !states.includes("alive")) return "dead";
  if (ports.some((port) => port.required && !port.states.includes("alive"))) return "dead";
  return node.awaits.some((ref) => stateOf(ref) === "pending") ? "wait" : "ready";
}

function connectionState(ref: OutputRef, progress: Progress, skipped: ReadonlyMap<string, Skip>): ConnectionState {
  if (ref.up > 0) return progress.isAliveOutside?.(ref) === true ? "alive" : "dead";
  if (skipped.has(ref.nodeId)) return "dead";
  const source = progress.of(ref.nodeId);
  if (source === undefined || !isNodeRunOver(source.status)) return "pending";
  return source.status === "completed" && source.firedPorts?.includes(ref.port) === true ? "alive" : "dead";
}

function isFinished(graph: Graph, progress: Progress, skipped: ReadonlyMap<string, Skip>): boolean {
  return graph.dataNodes.every(
    (node) => skipped.has(node.id) || isNodeRunOver(progress.of(node.id)?.status ?? "pending"),
  );
}
