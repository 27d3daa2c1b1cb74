"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { Ref } from "react";
import { type RefObject, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { CompareRow, type NodeNames } from "./compare-row";
import type { ComparedRow } from "./compare-runs";
import type { Comparison } from "./use-comparison";

export interface CompareListHandle {
  /** Brings a row into view and takes the focus there. */
  show(key: string): void;
}

export interface CompareListProps {
  rows: readonly ComparedRow[];
  comparison: Comparison;
  names: NodeNames;
  currentKey: string | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  ref: Ref<CompareListHandle>;
}

/** The nodes of both runs, however many: only those in view are drawn. */
export function CompareList(props: CompareListProps) {
  const { rows, comparison, names, currentKey, scroller, ref } = props;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  const margin = useTop(list);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === "item" ? 25 : isOpenByItself(rows[index]) ? 140 : 38),
    overscan: 8,
    getItemKey: (index) => rows[index]?.key ?? index,
    scrollMargin: margin,
    scrollPaddingStart: headHeight(scroller.current),
  });

  const toggle = useCallback((key: string) => {
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);

  useImperativeHandle(ref, () => ({
    show(key) {
      const index = rows.findIndex((row) => row.key === key);
      if (index !== -1) virtual.scrollToIndex(index, { align: "start" });
      // When it is drawn.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          list.current
            ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] button`)
            ?.focus({ preventScroll: true }),
        ),
      );
    },
  }));

  return (
    <ol ref={list} aria-label="Nodes" className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ translate: `0 ${item.start - margin}px` }}
          >
            <CompareRow
              row={row}
              comparison={comparison}
              names={names}
              isCurrent={row.key === currentKey}
              isFirst={row.key === comparison.first?.key}
              isOpen={isOpenByItself(row) !== toggled.has(row.key)}
              onToggle={toggle}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** What differs lies open. */
function isOpenByItself(row: ComparedRow | undefined): boolean {
  return row !== undefined && row.differences.length > 0 && !row.differences.includes("only-one");
}

/** Of what stays in view at the top; more where the names of the runs take two lines. */
function headHeight(scroller: HTMLElement | null): number {
  return scroller?.querySelector<HTMLElement>("[data-compare-head]")?.offsetHeight ?? 33;
}

/** Where the list begins: below what scrolls with it. */
function useTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setTop(element.offsetTop));
    for (let above = element.previousElementSibling; above !== null; above = above.previousElementSibling)
      observer.observe(above);
    return () => observer.disconnect();
  }, [list]);
  return top;
}
