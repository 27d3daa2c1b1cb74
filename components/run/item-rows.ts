import { formatCount } from "@/components/ui/format";
import type { StatusName } from "@/components/ui/status";
import { itemOf } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { EndedItems } from "./ended-items";
import { ranInPart } from "./ran-in-part";
import type { WaterfallRow } from "./run-rows";
import { numberOfItem } from "./shown-item";

/** An item of a container that the waterfall shows. */
export interface ShownItem {
  readonly path: string;
  /** Those of the item's own level. */
  readonly nodeRuns: readonly NodeRun[];
  readonly find: (key: string) => NodeRun | undefined;
  readonly isOver: boolean;
}

/** Of thousands of items: those that are under way, as far as an eye can follow them, and the last ones before. */
const mostUnderWay = 4;
const mostShown = 6;

/** What is to be seen of a container's items, by number. */
export function shownItems(run: RunState, ended: EndedItems, container: NodeRun): ShownItem[] {
  const key = nodeRunKey(container.nodeId, container.path);
  const over = (ended.get(key) ?? []).map(({ path, nodeRuns }): ShownItem => {
    const find = (one: string) => nodeRuns.get(one);
    return { path, nodeRuns: levelOf(nodeRuns.values(), path), find, isOver: true };
  });
  const underWay = [...run.items].flatMap(([path, keys]): ShownItem[] => {
    if (!path.startsWith(`${key}[`) || path.indexOf("]", key.length) !== path.length - 1) return [];
    const nodeRuns = [...keys].flatMap((one) => run.nodeRuns.get(one) ?? []);
    return [{ path, nodeRuns: levelOf(nodeRuns, path), find: (one) => run.nodeRuns.get(one), isOver: false }];
  });
  const latest = underWay.slice(-mostUnderWay);
  const known = new Set(latest.map(({ path }) => path));
  const before = over.filter(({ path }) => !known.has(path)).slice(-(mostShown - latest.length));
  return [...before, ...latest].sort((a, b) => numberOfItem(a.path) - numberOfItem(b.path));
}

function levelOf(nodeRuns: Iterable<NodeRun>, item: string): NodeRun[] {
  return [...nodeRuns].filter(({ path }) => itemOf(path) === item);
}

/** How many items are over and have no row: "9,995 more items, 3 failed". */
export function restOfItems({ items }: NodeRun, shown: readonly ShownItem[]): RestOfItems | undefined {
  if (items === undefined) return undefined;
  const over = new Set(shown.flatMap(({ isOver, path }) => (isOver ? [numberOfItem(path) - 1] : [])));
  const rest = { count: 0, failed: 0, start: Number.POSITIVE_INFINITY, end: 0 };
  for (const [index, end] of items.ends.entries()) {
    if (end === undefined || over.has(index)) continue;
    rest.count += 1;
    if (end.error !== undefined) rest.failed += 1;
    rest.start = Math.min(rest.start, end.at - end.durationMs);
    rest.end = Math.max(rest.end, end.at);
  }
  return rest.count === 0 ? undefined : rest;
}

export interface RestOfItems {
  readonly count: number;
  readonly failed: number;
  /** From the begin of the first of them to the end of the last. */
  readonly start: number;
  readonly end: number;
}

/** @param rows those of the node runs in the item, which say when it began and ended */
export function itemRow(
  container: NodeRun,
  { path, isOver }: ShownItem,
  rows: readonly WaterfallRow[],
  { depth, itemWord }: { depth: number; itemWord: string },
): WaterfallRow {
  const number = numberOfItem(path);
  const error = container.items?.ends[number - 1]?.error;
  const ends = rows.flatMap(({ end }) => end ?? []);
  // The item that a run ends in did what was asked for, and has no end of its own.
  const isDone = isOver || ranInPart(container);
  const status: StatusName = error !== undefined ? "failed" : isDone ? "completed" : "running";
  return {
    key: path,
    nodeId: container.nodeId,
    item: path,
    depth,
    title: `${itemWord} ${formatCount(number)}`,
    kind: "any",
    status,
    start: Math.min(...rows.map(({ start }) => start)),
    end: isDone ? Math.max(...ends) : undefined,
    result: "",
    details: error === undefined ? [] : [["Error", error.message]],
    run: container,
    isGroup: true,
  };
}

/** One row for all items that are over and not shown, however many. */
export function restRow(container: NodeRun, { count, failed, start, end }: RestOfItems, depth: number): WaterfallRow {
  return {
    key: `${nodeRunKey(container.nodeId, container.path)} rest`,
    nodeId: container.nodeId,
    depth,
    title: `${formatCount(count)} more ${count === 1 ? "item" : "items"}`,
    kind: "any",
    // A few that failed among thousands are said, and do not speak for all of them.
    status: failed === count ? "failed" : "completed",
    start,
    end,
    result: failed > 0 ? `${formatCount(failed)} failed` : "",
    details: failed > 0 ? [["Failed", formatCount(failed)]] : [],
    run: container,
    isGroup: true,
  };
}
