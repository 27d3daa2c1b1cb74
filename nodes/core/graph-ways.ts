import type { Graph, GraphNode } from "./graph";

/** The data nodes of a level that a node depends on, and itself. */
export function upstreamOf(graph: Graph, nodeId: string): ReadonlySet<string> {
  const refs = (node: GraphNode) => [...node.inputs.flatMap((input) => input.from), ...node.awaits];
  return walk(nodeId, (id) => {
    const node = graph.nodes.get(id);
    return node === undefined ? [] : refs(node).flatMap((ref) => (ref.up === 0 ? [ref.nodeId] : []));
  });
}

/** The data nodes of a level that depend on a node, and itself. */
export function downstreamOf(graph: Graph, nodeId: string): ReadonlySet<string> {
  return walk(nodeId, (id) => graph.nodes.get(id)?.next ?? []);
}

function walk(start: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set([start]);
  // A set that grows while it is walked.
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}
