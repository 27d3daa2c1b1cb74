import { isOnlyLent } from "@/components/run/lent-run";
import { callersIn, documentAt, isInCalled } from "@/nodes/core/called-paths";
import type { NodeRun } from "@/nodes/core/node-run";
import { definitions } from "@/nodes/definitions";
import type { DocumentDifference } from "./document-difference";
import { executionOrder } from "./execution-order";
import { type Aspect, nodeDifferences, type Sides } from "./node-difference";
import { indexOfItem, type RunTree, runTree } from "./run-tree";
import { incomingOf } from "./side";

/** A line of the comparison: what a node did in both runs, or the head of one item of a container. */
export interface ComparedRow {
  readonly key: string;
  readonly kind: "node" | "item";
  /** Of an item: its container. */
  readonly nodeId: string;
  readonly depth: number;
  readonly a?: NodeRun;
  readonly b?: NodeRun;
  /** Of an item: which runs have it. */
  readonly isInA: boolean;
  readonly isInB: boolean;
  /** It stands below something that only one run has, and is said with it. */
  readonly isImplied: boolean;
  readonly differences: readonly Aspect[];
  readonly below: readonly ComparedRow[];
}

export interface CompareOptions extends Sides {
  readonly documents: DocumentDifference;
  /** Containers whose items are counted; what others do once stands right below them. */
  readonly countsItems: (nodeId: string) => boolean;
}

/** The rows of the top level in the order of execution; items and calls of tools stand below theirs. */
export function compareRuns(options: CompareOptions): ComparedRow[] {
  return new Comparison(options).rows();
}

class Comparison {
  readonly #options: CompareOptions;
  readonly #a: RunTree;
  readonly #b: RunTree;
  /** Nodes whose config differs and was not shown yet: it is shown once, however often the node ran. */
  readonly #config: Set<string>;
  readonly #callers: ReadonlySet<string>;

  constructor(options: CompareOptions) {
    const isShown = (one: NodeRun) => one.status !== "pending" && !isOnlyLent(one);
    this.#options = options;
    this.#a = runTree(options.a.nodeRuns, isShown);
    this.#b = runTree(options.b.nodeRuns, isShown);
    this.#config = new Set(options.documents.nodes.keys());
    const nodes = [options.a, options.b].flatMap(({ document }) => document.nodes);
    this.#callers = callersIn({ nodes }, definitions);
  }

  rows(): ComparedRow[] {
    const ran = new Set([...this.#a.nodeRuns.values(), ...this.#b.nodeRuns.values()].map(({ nodeId }) => nodeId));
    // A model is set differently, or a node that neither run came to.
    const silent = [...this.#config].filter((id) => !ran.has(id));
    return this.#level("", 0, false, silent);
  }

  #level(place: string, depth: number, isImplied: boolean, more: readonly string[] = []): ComparedRow[] {
    const keysA = this.#a.below.get(place) ?? [];
    const keysB = this.#b.below.get(place) ?? [];
    const prefix = place === "" ? "" : `${place}/`;
    const order = executionOrder([...keysA, ...more], keysB, (key) =>
      this.#needs(key.slice(prefix.length), place, prefix),
    );
    return order.map((key) => this.#nodeRow(key, depth, isImplied));
  }

  #needs(nodeId: string, place: string, prefix: string): string[] {
    const { a, b } = this.#options;
    return [a.document, b.document].flatMap((document) => {
      const own = documentAt(document, place, definitions);
      return own === undefined ? [] : incomingOf(own, nodeId).map(({ source }) => `${prefix}${source}`);
    });
  }

  #nodeRow(key: string, depth: number, isImplied: boolean): ComparedRow {
    const a = this.#a.nodeRuns.get(key);
    const b = this.#b.nodeRuns.get(key);
    const nodeId = (a ?? b)?.nodeId ?? key;
    const differences = isImplied ? [] : nodeDifferences(this.#options, a, b);
    // A node of a called workflow may have the id of one whose config differs.
    const isOwn = !isInCalled((a ?? b)?.path ?? "", this.#callers);
    if (isOwn && this.#config.delete(nodeId)) differences.push("config");
    const isLone = isImplied || differences.includes("only-one");
    return {
      key,
      kind: "node",
      nodeId,
      depth,
      a,
      b,
      isInA: a !== undefined,
      isInB: b !== undefined,
      isImplied,
      differences,
      below: [...this.#calls(key, depth + 1, isLone), ...this.#items(key, nodeId, depth + 1, isLone)],
    };
  }

  /** The tools that a node run called, in the order of its calls. */
  #calls(caller: string, depth: number, isImplied: boolean): ComparedRow[] {
    const keys = new Set([...(this.#a.below.get(caller) ?? []), ...(this.#b.below.get(caller) ?? [])]);
    return [...keys].sort((x, y) => callNumber(x) - callNumber(y)).map((key) => this.#nodeRow(key, depth, isImplied));
  }

  #items(container: string, nodeId: string, depth: number, isImplied: boolean): ComparedRow[] {
    const [a, b] = [this.#a.items.get(container), this.#b.items.get(container)];
    const paths = [...new Set([...(a ?? []), ...(b ?? [])])].sort((x, y) => indexOfItem(x) - indexOfItem(y));
    if (!this.#options.countsItems(nodeId)) return paths.flatMap((path) => this.#level(path, depth, isImplied));
    return paths.map((path) => {
      const [isInA, isInB] = [a?.has(path) === true, b?.has(path) === true];
      const isLone = !isInA || !isInB;
      return {
        key: path,
        kind: "item",
        nodeId,
        depth,
        isInA,
        isInB,
        isImplied,
        differences: isLone && !isImplied ? ["only-one"] : [],
        below: this.#level(path, depth + 1, isImplied || isLone),
      };
    });
  }
}

/** 2 for `boss#2/search`. */
function callNumber(key: string): number {
  const call = key.slice(0, key.lastIndexOf("/"));
  return Number(call.slice(call.lastIndexOf("#") + 1));
}

/** All rows, each before those below it. */
export function flattened(rows: readonly ComparedRow[]): ComparedRow[] {
  const flat: ComparedRow[] = [];
  const visit = (row: ComparedRow): void => {
    flat.push(row);
    for (const inner of row.below) visit(inner);
  };
  for (const row of rows) visit(row);
  return flat;
}

/** Rows that differ, and those that they stand below. */
export function onlyDifferent(rows: readonly ComparedRow[]): ComparedRow[] {
  return rows.flatMap((row) => {
    const below = onlyDifferent(row.below);
    return row.differences.length === 0 && below.length === 0 ? [] : [{ ...row, below }];
  });
}
