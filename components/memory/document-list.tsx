"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useNow } from "@/components/run/use-now";
import { DocumentRow, type DocumentRowActions, documentColumns } from "./document-row";
import type { DocumentSummary, JobView } from "./memory-types";

export interface DocumentListProps {
  documents: readonly DocumentSummary[];
  /** Work under way, by document. */
  jobs: ReadonlyMap<string, JobView>;
  selected: ReadonlySet<string>;
  onSelect: (id: string, isSelected: boolean) => void;
  actions: DocumentRowActions;
}

const rowHeight = 48;
/** It stays in sight above the rows, and scrolls aside with them. */
const headHeight = 32;

/** The documents of a collection, thousands of them: only rows in sight are drawn. */
export function DocumentList({ documents, jobs, selected, onSelect, actions }: DocumentListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const wantedRow = useRef<string>(undefined);
  const now = useNow(10_000);
  const virtual = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => documents[index]?.id ?? index,
  });

  /** Rows out of sight are not in the page: their place is scrolled to first. */
  function moveFocus(event: KeyboardEvent<HTMLElement>) {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("a[data-row]")) return;
    const place = documents.findIndex(({ id }) => id === (event.target as HTMLElement).dataset.row);
    const last = documents.length - 1;
    const wanted = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: last }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(wanted, last));
    wantedRow.current = documents[next]?.id;
    virtual.scrollToIndex(next);
    focusWanted();
  }

  /** It may not be drawn before the list has scrolled to it. */
  function focusWanted() {
    if (wantedRow.current === undefined) return;
    const link = scroller.current?.querySelector<HTMLElement>(`a[data-row="${CSS.escape(wantedRow.current)}"]`);
    if (!link) return;
    wantedRow.current = undefined;
    link.focus();
  }
  useEffect(focusWanted);

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one
    <div
      role="table"
      aria-label="Documents"
      aria-rowcount={documents.length + 1}
      className="flex min-h-40 flex-col overflow-hidden rounded-lg border bg-panel"
    >
      <div ref={scroller} className="max-h-[max(20rem,calc(100vh-16rem))] min-h-0 overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: a row of headings takes no focus */}
        <div
          role="row"
          className={`${documentColumns} sticky top-0 z-20 h-8 border-b bg-panel px-3 text-faint text-sm`}
        >
          {["Select", "Name", "State", "Passages", "Size", "Added", "Last used", "Actions"].map((label) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <span
              key={label}
              role="columnheader"
              className={label === "Passages" || label === "Size" ? "text-right" : undefined}
            >
              <span className={label === "Select" || label === "Actions" ? "sr-only" : undefined}>{label}</span>
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }} onKeyDown={moveFocus}>
          {virtual.getVirtualItems().map((item) => {
            const document = documents[item.index];
            if (document === undefined) return null;
            return (
              <DocumentRow
                key={item.key}
                rowRef={virtual.measureElement}
                index={item.index}
                start={item.start - headHeight}
                document={document}
                job={jobs.get(document.id)}
                isSelected={selected.has(document.id)}
                onSelect={onSelect}
                now={now}
                actions={actions}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
