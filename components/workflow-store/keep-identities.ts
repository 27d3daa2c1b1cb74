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
    return old !== undefined && (old === item || isSame(old, item)) ? old : item;
  });
  const isUnchanged = items.length === before.length && items.every((item, i) => item === before[i]);
  return isUnchanged ? before : items;
}

/** Deep equality of JSON values, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = Object.entries(b).filter(([, value]) => value !== undefined);
  if (left.length !== right.length) return false;
  return left.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as Record<string, unknown>)[key]));
}
