import { AppError } from "@/nodes/core/app-error";

/** Part of a list, newest first. */
export interface Page<Item> {
  readonly items: Item[];
  /** Give it back for the items that follow; null at the end. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** 1 to 100; 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

export const mostPerPage = 100;
export const usualPerPage = 50;

/** The keys of the last item of a page as opaque text. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The keys behind a cursor, `count` of them. Throws `REQUEST_INVALID` for what `encodeCursor` did not make. */
export function decodeCursor(cursor: string, count: number): string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(keys) && keys.length === count) return keys.map(String);
  } catch {
    // Said below.
  }
  throw foreignCursor();
}

export function foreignCursor(): AppError {
  return new AppError("REQUEST_INVALID", "This cursor is none of ours. Start again without it.", { field: "cursor" });
}

/** A page of rows that were asked for with one more than `limit`, which shows whether there are others. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  keysOf: (row: Row) => readonly (string | number)[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isEnd = rows.length <= limit || last === undefined;
  return { items: shown.map(item), nextCursor: isEnd ? null : encodeCursor(keysOf(last)) };
}
