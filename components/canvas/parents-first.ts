import type { WorkflowNode } from "@/nodes/core/workflow";

/** React Flow wants a container before what stands in it; a circle, which only a broken document has, is cut. */
export function parentsFirst<Node extends Pick<WorkflowNode, "id" | "parentId">>(nodes: readonly Node[]): Node[] {
  if (nodes.every(({ parentId }) => parentId === undefined)) return [...nodes];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ordered = new Set<Node>();
  function place(node: Node, below: readonly Node[]) {
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    if (parent !== undefined && !ordered.has(parent) && !below.includes(parent)) place(parent, [...below, node]);
    ordered.add(node);
  }
  for (const node of nodes) place(node, [node]);
  return [...ordered];
}
