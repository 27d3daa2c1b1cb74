import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import type { Workflow } from "@/nodes/core/workflow";

/** What stands on the canvas itself that a node of there depends on, however far; a container stands for what is in it. */
export function nodesBefore({ nodes, connections }: Workflow, nodeId: string): ReadonlySet<string> {
  const parents = parentsOf(nodes);
  const outer = (id: string) => selfAndContainers(parents, id).at(-1) ?? id;
  const sources = new Map<string, string[]>();
  for (const { source, target } of connections) {
    const [from, to] = [outer(source), outer(target)];
    if (from !== to) sources.set(to, [...(sources.get(to) ?? []), from]);
  }
  const seen = new Set([nodeId]);
  // A set that grows while it is walked.
  for (const id of seen) for (const other of sources.get(id) ?? []) seen.add(other);
  seen.delete(nodeId);
  return seen;
}
