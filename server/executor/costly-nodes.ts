import { allNodes, type Graph } from "@/nodes/core/graph";

/** Types by id of the nodes that cost something: those that have a row in `node_runs`. */
export function costlyNodes(graph: Graph): ReadonlyMap<string, string> {
  const costly = new Map<string, string>();
  for (const node of allNodes(graph)) {
    if (!node.pure && (node.role === "data" || node.role === "tool")) costly.set(node.id, node.definition.type);
  }
  return costly;
}
