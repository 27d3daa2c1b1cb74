import { itemPath, itemsAround, stepsTo } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import { nodeRunOf, type RunView } from "./run-store";

type Shown = Pick<RunView, "run" | "latest" | "ended" | "chosen">;

export interface ItemWish {
  readonly nodeId: string;
  /** The item that somebody looks at. */
  readonly wished?: string;
}

/**
 * The item in which a node inside of containers (the outermost first) is run: the one that is wished for, else the one that its
 * card shows, else the one that is looked at, else the first one.
 */
export function itemToRunIn(view: Shown, containers: readonly string[], { nodeId, wished }: ItemWish): string {
  // The node may have been moved since.
  const shown = [wished, nodeRunOf(view, nodeId)?.path].find(
    (path) => path !== undefined && leadsThrough(path, containers),
  );
  if (shown !== undefined) return shown;
  let path = "";
  for (const id of containers) path = itemLookedAt(view, id, nodeRunKey(id, path)) ?? itemPath(path, id, 0);
  return path;
}

/** What is known of a node in an item, also in one that ended. */
export function nodeRunIn(
  { run, ended }: Pick<Shown, "run" | "ended">,
  nodeId: string,
  path: string,
): NodeRun | undefined {
  const key = nodeRunKey(nodeId, path);
  return run?.nodeRuns.get(key) ?? endedItem(ended, path)?.nodeRuns.get(key);
}

/** Whether anything is known of what the nodes in an item did. */
export function isItemKnown({ run, ended }: Pick<Shown, "run" | "ended">, path: string): boolean {
  return run?.items.has(path) === true || (endedItem(ended, path)?.nodeRuns.size ?? 0) > 0;
}

function endedItem(ended: Shown["ended"], path: string) {
  return ended.get(keyOfContainer(path))?.find((item) => item.path === path);
}

function itemLookedAt({ run, ended, chosen }: Shown, containerId: string, key: string): string | undefined {
  const choice = chosen.get(containerId);
  if (choice !== undefined && keyOfContainer(choice) === key) return choice;
  const underWay = [...(run?.items.keys() ?? [])].findLast((path) => keyOfContainer(path) === key);
  return underWay ?? ended.get(key)?.at(-1)?.path;
}

/** The node run of the container that an item is one of: `outer[2]/inner` of `outer[2]/inner[0]`. */
function keyOfContainer(item: string): string {
  return item.slice(0, item.lastIndexOf("["));
}

function leadsThrough(path: string, containers: readonly string[]): boolean {
  const steps = stepsTo(path);
  return steps?.length === containers.length && steps.every(({ containerId }, i) => containerId === containers[i]);
}

/** The levels on the way to an item, the outermost (`""`) first, the item itself last. */
export function levelsTo(item: string): string[] {
  return ["", ...itemsAround(item)];
}
