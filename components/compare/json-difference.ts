import { diffArrays } from "diff";
import { isJsonObject, jsonDepth } from "@/nodes/core/json";
import { isSameJson } from "@/nodes/core/same-json";

/** A place where two values differ. */
export interface JsonDifference {
  /** Keys and indexes from the root; indexes are those of the side that has the value, of `b` where both have. */
  readonly path: readonly string[];
  readonly kind: "changed" | "only-a" | "only-b";
  readonly a?: unknown;
  readonly b?: unknown;
}

export interface JsonDifferences {
  readonly list: readonly JsonDifference[];
  /** There are more than are listed. */
  readonly isCut: boolean;
}

/** Values nested deeper are compared as a whole. */
const deepest = 60;
/** Longer lists, and those that nest deeper, are compared place by place. */
const longestAligned = 2_000;
const deepestAligned = 500;

/** The innermost places where two values differ. Of lists, items are found again where others were put before them. */
export function jsonDifferences(a: unknown, b: unknown, most = 200): JsonDifferences {
  const list: JsonDifference[] = [];
  const isFull = () => list.length > most;
  const visit = (one: unknown, other: unknown, path: readonly string[]): void => {
    if (isFull() || isSameJson(one, other)) return;
    if (one === undefined) list.push({ path, kind: "only-b", b: other });
    else if (other === undefined) list.push({ path, kind: "only-a", a: one });
    else if (path.length >= deepest) list.push({ path, kind: "changed", a: one, b: other });
    else if (Array.isArray(one) && Array.isArray(other))
      for (const pair of alignedItems(one, other)) visit(pair.a, pair.b, [...path, String(pair.index)]);
    else if (isJsonObject(one) && isJsonObject(other))
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
        visit(one[key], other[key], [...path, key]);
    else list.push({ path, kind: "changed", a: one, b: other });
  };
  visit(a, b, []);
  return { list: list.slice(0, most), isCut: isFull() };
}

interface ItemPair {
  readonly index: number;
  readonly a?: unknown;
  readonly b?: unknown;
}

/** The pairs that are not equal. */
function alignedItems(a: readonly unknown[], b: readonly unknown[]): ItemPair[] {
  const canAlign = a.length + b.length <= longestAligned && [a, b].every(isShallow);
  const changes = canAlign
    ? diffArrays(a.map(printed), b.map(printed), { maxEditLength: 1_000, timeout: 100 })
    : undefined;
  if (changes === undefined) return placeByPlace(a, b, 0, 0, a.length, b.length);
  const pairs: ItemPair[] = [];
  let [atA, atB] = [0, 0];
  for (let i = 0; i < changes.length; i++) {
    const { added, removed, count } = changes[i] as (typeof changes)[number];
    if (!added && !removed) {
      atA += count;
      atB += count;
      continue;
    }
    const next = changes[i + 1];
    const isBoth = next !== undefined && (next.added || next.removed) && next.added !== added;
    const gone = removed ? count : isBoth ? next.count : 0;
    const come = added ? count : isBoth ? next.count : 0;
    if (isBoth) i += 1;
    pairs.push(...placeByPlace(a, b, atA, atB, gone, come));
    atA += gone;
    atB += come;
  }
  return pairs;
}

function isShallow(list: readonly unknown[]): boolean {
  return jsonDepth(list, deepestAligned) <= deepestAligned;
}

function printed(item: unknown): string {
  return JSON.stringify(item);
}

/** What takes whose place: `gone` items of `a` and `come` items of `b` from the given places on. */
function placeByPlace(
  a: readonly unknown[],
  b: readonly unknown[],
  atA: number,
  atB: number,
  gone: number,
  come: number,
): ItemPair[] {
  return Array.from({ length: Math.max(gone, come) }, (_, i) => ({
    index: i < come ? atB + i : atA + i,
    ...(i < gone ? { a: a[atA + i] } : {}),
    ...(i < come ? { b: b[atB + i] } : {}),
  }));
}
