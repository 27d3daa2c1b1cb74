import { createHash } from "node:crypto";
import type { Graph, GraphNode } from "@/nodes/core/graph";
import type { PlacedNode } from "@/nodes/core/node-at-path";

const known = new WeakMap<GraphNode, string>();

/**
 * A hash of what a call of a tool does: its type and config, what its inputs are connected to, what is lent to it, and, of a
 * workflow that it runs, all of that. Names and places on the canvas are left out.
 */
export function toolFingerprint(tool: PlacedNode): string {
  const before = known.get(tool.node);
  if (before !== undefined) return before;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(shapeOf(tool, [])))
    .digest("hex");
  known.set(tool.node, fingerprint);
  return fingerprint;
}

function shapeOf({ graph, node }: PlacedNode, around: readonly GraphNode[]): unknown {
  // Whoever lends to the one that it is lent by was said already.
  if (around.includes(node)) return node.id;
  const way = [...around, node];
  const { definition, config, disabled, inputs, resources, inner, result } = node;
  return {
    type: definition.type,
    version: definition.version,
    config,
    disabled,
    pinned: node.node.pinned ?? null,
    inputs: inputs.filter(({ from }) => from.length > 0).map(({ port, from }) => [port.name, from]),
    lent: Object.entries(resources).map(([port, ids]) => [port, ids.map((id) => [id, lenderShape(graph, id, way)])]),
    inner: inner === undefined ? null : levelShape(inner, way),
    result: result ?? null,
  };
}

function levelShape(graph: Graph, way: readonly GraphNode[]): unknown {
  return [...graph.nodes.values()].map((node) => [node.id, shapeOf({ graph, node }, way)]);
}

function lenderShape(graph: Graph, id: string, way: readonly GraphNode[]): unknown {
  for (let level: Graph | undefined = graph; level !== undefined; level = level.outer) {
    const node = level.nodes.get(id);
    if (node !== undefined) return shapeOf({ graph: level, node }, way);
  }
  return null;
}
