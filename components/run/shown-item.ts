import { itemsAround } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { EndedItem, RunState } from "@/nodes/core/run-state";
import type { EndedItems } from "./ended-items";

/** Which item of a container its nodes show, where somebody chose one: the item's path by the container's id. */
export type ChosenItems = ReadonlyMap<string, string>;

export interface ItemScene {
  readonly run: RunState | null;
  readonly ended: EndedItems;
  readonly chosen: ChosenItems;
}

/** The container that an item is one of: `loop` of `loop[2]`, `inner` of `loop[2]/inner[0]`. */
export function containerOfItem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, path.lastIndexOf("["));
}

/** The number of an item as people count: 3 for `loop[2]`. */
export function numberOfItem(path: string): number {
  return Number(path.slice(path.lastIndexOf("[") + 1, -1)) + 1;
}

/**
 * The node run that a node inside a container shows: of the latest item that is under way and has one, else of the item
 * that ended last. Where an item was chosen, of that one alone.
 */
export function runInShownItem(scene: ItemScene, containerId: string, nodeId: string): NodeRun | undefined {
  const { run } = scene;
  if (run === null) return undefined;
  for (const [path, keys] of [...run.items].reverse()) {
    if (!isShown(scene, path) || containerOfItem(path) !== containerId) continue;
    const found = run.nodeRuns.get(nodeRunKey(nodeId, path)) ?? calledIn(run.nodeRuns, keys, nodeId);
    if (found !== undefined) return found;
  }
  const last = endedItemsOf(scene, containerId).at(-1);
  if (last === undefined) return undefined;
  return last.nodeRuns.get(nodeRunKey(nodeId, last.path)) ?? calledIn(last.nodeRuns, last.nodeRuns.keys(), nodeId);
}

/** Items of a container's node run that can be looked at: those that ended last and those under way, by number. */
export function visibleItems({ run, ended }: Omit<ItemScene, "chosen">, containerKey: string): string[] {
  const isOwn = (path: string) => path.slice(0, path.lastIndexOf("[")) === containerKey;
  const underWay = [...(run?.items.keys() ?? [])].filter(isOwn);
  const over = (ended.get(containerKey) ?? []).map(({ path }) => path);
  return [...new Set([...over, ...underWay])].sort((a, b) => numberOfItem(a) - numberOfItem(b));
}

/** Without what was chosen and is no longer to be had; the same object when all of it is. */
export function prunedChoice(scene: ItemScene): ChosenItems {
  if (scene.chosen.size === 0) return scene.chosen;
  const known = [...scene.chosen].filter(
    ([containerId, path]) =>
      scene.run?.items.has(path) === true ||
      endedItemsOf({ ...scene, chosen: new Map() }, containerId).some((item) => item.path === path),
  );
  return known.length === scene.chosen.size ? scene.chosen : new Map(known);
}

/** The tool of an agent runs at the path of its call, not at the item's own. */
function calledIn(nodeRuns: ReadonlyMap<string, NodeRun>, keys: Iterable<string>, nodeId: string): NodeRun | undefined {
  for (const key of keys) {
    const nodeRun = nodeRuns.get(key);
    if (nodeRun?.nodeId === nodeId) return nodeRun;
  }
  return undefined;
}

/** The containers of one id may be many: an inner loop has one in each item of the outer one. */
function endedItemsOf(scene: ItemScene, containerId: string): EndedItem[] {
  return [...scene.ended].flatMap(([key, items]) =>
    key === containerId || key.endsWith(`/${containerId}`) ? items.filter(({ path }) => isShown(scene, path)) : [],
  );
}

function isShown({ chosen }: ItemScene, path: string): boolean {
  if (chosen.size === 0) return true;
  return itemsAround(path).every((item) => (chosen.get(containerOfItem(item)) ?? item) === item);
}
