import type { Graph, GraphNode } from "./graph";

/** A node, and the level that it stands in. */
export interface PlacedNode {
  readonly graph: Graph;
  readonly node: GraphNode;
}

/**
 * The node of a node run: its id alone does not say it, since the workflows that a workflow calls may use the same ids. `path`
 * is that of the node run, such as `call[0]/boss#1`. Undefined where the graph has no such place.
 */
export function nodeAtPath(root: Graph, nodeId: string, path: string): PlacedNode | undefined {
  let graph = root;
  for (const part of path === "" ? [] : path.split("/")) {
    const [, id = "", sign] = /^(.+)([[#])\d+\]?$/.exec(part) ?? [];
    const placed = findFrom(graph, id);
    // A tool is looked for from where its caller stands.
    const next = sign === "[" ? placed?.node.inner : placed?.graph;
    if (next === undefined) return undefined;
    graph = next;
  }
  return findFrom(graph, nodeId);
}

/** All nodes of a graph, those of its containers and of the workflows that it calls too. */
export function allPlacedNodes(graph: Graph): PlacedNode[] {
  return [...graph.nodes.values()].flatMap((node) => [
    { graph, node },
    ...(node.inner === undefined ? [] : allPlacedNodes(node.inner)),
  ]);
}

/** In this level, or in one around it. */
function findFrom(level: Graph, nodeId: string): PlacedNode | undefined {
  for (let graph: Graph | undefined = level; graph !== undefined; graph = graph.outer) {
    const node = graph.nodes.get(nodeId);
    if (node !== undefined) return { graph, node };
  }
  return undefined;
}

/** The id or slug of the called workflow that a level belongs to; undefined in the workflow that a run is of. */
export function calledAs(level: Graph): string | undefined {
  let graph = level;
  while (graph.outer !== undefined) graph = graph.outer;
  return graph.calledAs;
}
