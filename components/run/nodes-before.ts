import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import type { Workflow } from "@/nodes/core/workflow";

/**
 * What a node depends on, however far, of those that stand beside it: on the canvas itself or in its container. A container
 * stands for what is in it.
 */
export function nodesBefore({ nodes, connections }: Workflow, nodeId: string): ReadonlySet<string> {
  const parents = parentsOf(nodes);
  const level = parents.get(nodeId);
  const beside = (id: string) => selfAndContainers(parents, id).find((one) => parents.get(one) === level);
  const sources = new Map<string, string[]>();
  for (const { source, target } of connections) {
    const [from, to] = [beside(source), beside(target)];
    if (from !== undefined && to !== undefined && from !== to) sources.set(to, [...(sources.get(to) ?? []), from]);
  }
  const seen = new Set([nodeId]);
  // A set that grows while it is walked.
  for (const id of seen) for (const other of sources.get(id) ?? []) seen.add(other);
  seen.delete(nodeId);
  return seen;
}
