/** A JSON value as the rows of a tree: what json-view draws, without any drawing. */

export interface JsonRow {
  /** Unique in the tree: the keys from the root as a JSON Pointer, "" for the root. */
  path: string;
  depth: number;
  /** The key or index in its parent; `null` for the root. */
  name: string | null;
  /** What a leaf holds; for a branch the whole value, so that it can be copied. */
  value: unknown;
  /** `null` for leaves; else how many members it has, and whether they follow. */
  branch: { size: number; isArray: boolean; isOpen: boolean } | null;
}

/** Depth to which a tree opens by itself. */
const openDepth = 2;
/** A branch of more members than this stays closed until it is asked for. */
const openSize = 100;

/** Which branches the person opened or closed, by path; the others follow depth and size. */
export type JsonOpenState = ReadonlyMap<string, boolean>;

/** The rows to draw, in order. Walks open branches only, so a huge value costs what is visible of it. */
export function jsonRows(root: unknown, openState: JsonOpenState): JsonRow[] {
  const rows: JsonRow[] = [];
  // A stack of its own rather than recursion: values can be nested deeper than the call stack.
  const pending: JsonRow[] = [toRow(root, "", 0, null, openState)];
  for (let row = pending.pop(); row; row = pending.pop()) {
    rows.push(row);
    if (!row.branch?.isOpen) continue;
    const members = Object.entries(row.value as object);
    for (let index = members.length - 1; index >= 0; index -= 1) {
      const [name, value] = members[index] as [string, unknown];
      pending.push(toRow(value, `${row.path}/${escapePointer(name)}`, row.depth + 1, name, openState));
    }
  }
  return rows;
}

function toRow(value: unknown, path: string, depth: number, name: string | null, openState: JsonOpenState): JsonRow {
  if (typeof value !== "object" || value === null) return { path, depth, name, value, branch: null };
  const isArray = Array.isArray(value);
  const size = isArray ? value.length : Object.keys(value).length;
  const isOpen = size > 0 && (openState.get(path) ?? (depth < openDepth && size <= openSize));
  return { path, depth, name, value, branch: { size, isArray, isOpen } };
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
