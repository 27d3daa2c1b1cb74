"use client";

import { useState } from "react";
import type { ComparedRow } from "./compare-runs";

/** Walks from one row that differs to the next. */
export function useDifferences(rows: readonly ComparedRow[], first: ComparedRow | undefined) {
  const [currentKey, setCurrentKey] = useState<string>();
  const different = rows.filter((row) => row.differences.length > 0);
  const place = different.findIndex(({ key }) => key === currentKey);

  function step(by: 1 | -1): ComparedRow | undefined {
    if (different.length === 0) return undefined;
    const next = place === -1 ? (by === 1 ? 0 : different.length - 1) : place + by;
    return go(different[(next + different.length) % different.length]);
  }

  function go(row: ComparedRow | undefined): ComparedRow | undefined {
    if (row !== undefined) setCurrentKey(row.key);
    return row;
  }

  return {
    count: different.length,
    /** From 1; 0 while none was gone to. */
    number: place + 1,
    currentKey,
    next: () => step(1),
    previous: () => step(-1),
    toFirst: () => go(first),
  };
}
