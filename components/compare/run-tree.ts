import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";

/** Where a node run stands: at the top (`""`), in an item (its path), or below the node run that called it as a tool (its key). */
export function placeOf({ path }: Pick<NodeRun, "path">): {
  readonly kind: "top" | "item" | "caller";
  readonly key: string;
} {
  if (path === "") return { kind: "top", key: "" };
  if (path.endsWith("]")) return { kind: "item", key: path };
  return { kind: "caller", key: path.slice(0, path.lastIndexOf("#")) };
}

/** The key of the container that an item is one of: `outer[2]/inner` of `outer[2]/inner[0]`. */
export function containerKeyOf(itemPath: string): string {
  return itemPath.slice(0, itemPath.lastIndexOf("["));
}

/** The number of an item from 0. */
export function indexOfItem(itemPath: string): number {
  return Number(itemPath.slice(itemPath.lastIndexOf("[") + 1, -1));
}

/** The node runs of one run by where they stand. */
export interface RunTree {
  readonly nodeRuns: ReadonlyMap<string, NodeRun>;
  /** Keys of the node runs by the key of their place, in the order of their first events. */
  readonly below: ReadonlyMap<string, readonly string[]>;
  /** Paths of the items by the key of their container. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param isShown whether a node run counts: a model that was only lent is shown by those who used it */
export function runTree(nodeRuns: ReadonlyMap<string, NodeRun>, isShown: (nodeRun: NodeRun) => boolean): RunTree {
  const shown = new Map<string, NodeRun>();
  const below = new Map<string, string[]>();
  const items = new Map<string, Set<string>>();
  for (const nodeRun of nodeRuns.values()) {
    if (!isShown(nodeRun)) continue;
    const key = nodeRunKey(nodeRun.nodeId, nodeRun.path);
    const place = placeOf(nodeRun);
    shown.set(key, nodeRun);
    push(below, place.key, key);
    for (let at = place; at.kind !== "top"; at = placeAbove(at)) {
      if (at.kind !== "item") continue;
      const container = containerKeyOf(at.key);
      items.set(container, (items.get(container) ?? new Set()).add(at.key));
    }
  }
  return { nodeRuns: shown, below, items };
}

function placeAbove({ kind, key }: ReturnType<typeof placeOf>): ReturnType<typeof placeOf> {
  const owner = kind === "item" ? containerKeyOf(key) : key;
  return placeOf({ path: owner.slice(0, Math.max(0, owner.lastIndexOf("/"))) });
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
