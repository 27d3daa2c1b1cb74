import { isSameJson } from "@/nodes/core/same-json";
import type { Workflow } from "@/nodes/core/workflow";

/**
 * The document `after` with the objects of `before` wherever both say the same, so that what others changed re-renders
 * and nothing else does.
 */
export function keepIdentities(before: Workflow, after: Workflow): Workflow {
  if (before === after) return before;
  const nodes = keepItems(before.nodes, after.nodes);
  const connections = keepItems(before.connections, after.connections);
  return { ...after, nodes, connections };
}

function keepItems<Item extends { readonly id: string }>(before: Item[], after: Item[]): Item[] {
  if (before === after) return before;
  const known = new Map(before.map((item) => [item.id, item]));
  const items = after.map((item) => {
    const old = known.get(item.id);
    return old !== undefined && (old === item || isSameJson(old, item)) ? old : item;
  });
  const isUnchanged = items.length === before.length && items.every((item, i) => item === before[i]);
  return isUnchanged ? before : items;
}
