import type { Connection, Workflow } from "@/nodes/core/workflow";
import { levelsOf } from "./levels";

type Level = Pick<Workflow, "nodes"> & { readonly connections: readonly Pick<Connection, "source" | "target">[] };

/**
 * Ids in the order in which a reader follows the graph: what comes before stands before, a container before what is in
 * it, ties by place (top to bottom, left to right). A circle, which only a broken document has, is cut where it is met.
 */
export function topologicalOrder(workflow: Pick<Workflow, "nodes" | "connections">): string[] {
  const { levels, connectionsOf } = levelsOf(workflow);
  const below = (parentId: string | undefined): string[] =>
    orderOfLevel({ nodes: levels.get(parentId) ?? [], connections: connectionsOf(parentId) }).flatMap((id) => [
      id,
      ...(levels.has(id) ? below(id) : []),
    ]);
  return below(undefined);
}

function orderOfLevel({ nodes, connections }: Level): string[] {
  const missing = new Map(nodes.map(({ id }) => [id, 0]));
  const next = new Map<string, string[]>();
  for (const { source, target } of connections) {
    missing.set(target, (missing.get(target) ?? 0) + 1);
    next.set(source, [...(next.get(source) ?? []), target]);
  }
  const places = new Map(
    [...nodes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y).map(({ id }, i) => [id, i]),
  );
  const byPlace = (a: string, b: string) => (places.get(a) ?? 0) - (places.get(b) ?? 0);
  const order: string[] = [];
  const done = new Set<string>();
  let ready = [...places.keys()].filter((id) => missing.get(id) === 0);
  while (done.size < nodes.length) {
    const id = ready.shift() ?? [...places.keys()].find((left) => !done.has(left));
    if (id === undefined || done.has(id)) continue;
    done.add(id);
    order.push(id);
    const freed = (next.get(id) ?? []).filter((target) => {
      const left = (missing.get(target) ?? 1) - 1;
      missing.set(target, left);
      return left === 0 && !done.has(target);
    });
    // A chain is followed to its end before the next one begins.
    ready = [...freed.sort(byPlace), ...ready];
  }
  return order;
}
