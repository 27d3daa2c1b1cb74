import { itemOf } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey, type Span } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { EndedItems } from "./ended-items";
import { itemRow, restOfItems, restRow, type ShownItem, shownItems } from "./item-rows";
import { hasRow, type Look, nodeRow, spanRows, startOf, type WaterfallRow } from "./run-rows";

/**
 * Rows in the order in which node runs started, each followed by its spans and, if it is a container, by a few of its
 * items. A tool that is a node stands below the agent that called it, in the place of the call; what was skipped, and a
 * model that others used, has no row of its own: its use is a span of theirs.
 */
export function waterfallRows(
  run: RunState,
  look: Look,
  cache: RowCache,
  ended: EndedItems = new Map(),
): WaterfallRow[] {
  const rows = new Writer(run, look, cache, ended).levelRows(
    {
      nodeRuns: [...run.nodeRuns.values()].filter(({ path }) => itemOf(path) === ""),
      find: (key) => run.nodeRuns.get(key),
    },
    0,
  );
  return run.finishedAt === undefined ? rows : rows.map((row) => endedRow(row, run.finishedAt as number));
}

/** Node runs of one level: of the workflow, or of one item of a container. */
type Level = Pick<ShownItem, "nodeRuns" | "find">;

class Writer {
  readonly #run: RunState;
  readonly #look: Look;
  readonly #cache: RowCache;
  readonly #ended: EndedItems;

  constructor(run: RunState, look: Look, cache: RowCache, ended: EndedItems) {
    this.#run = run;
    this.#look = look;
    this.#cache = cache;
    this.#ended = ended;
  }

  levelRows({ nodeRuns, find }: Level, depth: number): WaterfallRow[] {
    const started = nodeRuns.filter(hasRow);
    const calls = new Map(started.map((one) => [one, toolRuns(one, find)]));
    const called = new Set([...calls.values()].flatMap((runs) => [...runs.values()]));
    const below = (one: NodeRun, at: number): WaterfallRow[] => [
      ...this.#cache.rowsOf(one, this.#look, at).flatMap((row) => {
        const tool = row.span && calls.get(one)?.get(row.span);
        return tool === undefined ? [row] : below(tool, row.depth);
      }),
      ...this.#itemRows(one, at + 1),
    ];
    return started
      .filter((one) => !called.has(one))
      .sort((a, b) => (startOf(a) as number) - (startOf(b) as number))
      .flatMap((one) => below(one, depth));
  }

  /** What a container does once, without counting, has no row for it: its nodes stand below the container. */
  #itemRows(container: NodeRun, depth: number): WaterfallRow[] {
    const items = shownItems(this.#run, this.#ended, container);
    if (items.length === 0) return [];
    const { itemWord } = this.#look(container.nodeId, container.path);
    if (itemWord === undefined) return items.flatMap((item) => this.levelRows(item, depth));
    const rest = restOfItems(container, items);
    return [
      ...items.flatMap((item) => {
        const rows = this.levelRows(item, depth + 1);
        return rows.length === 0 ? [] : [itemRow(container, item, rows, { depth, itemWord }), ...rows];
      }),
      ...(rest === undefined ? [] : [restRow(container, rest, depth)]),
    ];
  }
}

/** What was still open when the run ended, ended with it: a resource has no end of its own. */
function endedRow(row: WaterfallRow, at: number): WaterfallRow {
  return row.end !== undefined ? row : { ...row, end: Math.max(row.start, at), status: "canceled" };
}

/** The node runs that a node run called as tools, by the span of the call. */
function toolRuns(caller: NodeRun, find: Level["find"]): ReadonlyMap<Span, NodeRun> {
  const calls = caller.spans.filter(({ kind }) => kind === "tool");
  return new Map(
    calls.flatMap((span, index): [Span, NodeRun][] => {
      const nodeId = span.attributes["heddle.tool.node"];
      if (typeof nodeId !== "string") return [];
      const path = `${caller.path === "" ? "" : `${caller.path}/`}${caller.nodeId}#${index + 1}`;
      const called = find(nodeRunKey(nodeId, path));
      return called !== undefined && hasRow(called) ? [[span, called]] : [];
    }),
  );
}

export interface RowCache {
  rowsOf(run: NodeRun, look: Look, depth: number): readonly WaterfallRow[];
}

/** Node runs that did not change keep their rows, so that a frame costs what changed in it. */
export function createRowCache(): RowCache {
  let cache = new WeakMap<NodeRun, readonly WaterfallRow[]>();
  let cachedLook: Look | undefined;
  return {
    rowsOf(run, look, depth) {
      if (look !== cachedLook) {
        cache = new WeakMap();
        cachedLook = look;
      }
      let rows = cache.get(run);
      if (rows === undefined || rows[0]?.depth !== depth) {
        rows = [nodeRow(run, look, depth), ...spanRows(run, depth + 1)];
        cache.set(run, rows);
      }
      return rows;
    },
  };
}
