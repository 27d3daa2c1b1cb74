"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { itemsAround } from "@/nodes/core/item-path";
import type { NodeLook } from "./node-look";
import { useRunStoreActions } from "./run-context";
import { isLive } from "./run-facts";
import type { WaterfallRow } from "./run-rows";
import type { RunView } from "./run-store";
import { timeAxis } from "./time-axis";
import { useElementWidth } from "./use-element-width";
import { useRunNow } from "./use-run-now";
import { WaterfallAxis, WaterfallGrid } from "./waterfall-axis";
import { WaterfallLine } from "./waterfall-line";
import { createRowCache, waterfallRows } from "./waterfall-rows";

const rowHeight = 27;
const pixelsPerTick = 110;

export interface WaterfallProps {
  view: RunView;
  look: (nodeId: string, path?: string) => NodeLook;
  /** The nodes whose rows are marked. */
  selected: ReadonlySet<string>;
  onSelectNode: (nodeId: string) => void;
}

/** What ran when, and for how long: a row for each node run and below it its model calls, tools and other spans. */
export function Waterfall({ view, look, selected, onSelectNode }: WaterfallProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const trackWidth = useElementWidth(track);
  const [cache] = useState(createRowCache);
  const [activeKey, setActiveKey] = useState<string>();
  const id = useId();
  const now = useRunNow(view);
  const selectRow = useSelectRow(onSelectNode);
  const { run } = view;
  // The fold changes in place; `position` and `runId` say when.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const rows = useMemo(
    () => (run ? waterfallRows(run, look, cache, view.ended) : []),
    [run, look, cache, view.ended, view.position, view.runId],
  );
  const origin = Math.min(run?.startedAt ?? run?.queuedAt ?? now, rows[0]?.start ?? Number.POSITIVE_INFINITY);
  const elapsed = Math.max(0, (run?.finishedAt ?? now) - origin);
  const axis = timeAxis(elapsed, isLive(run?.status), Math.max(2, Math.floor(trackWidth / pixelsPerTick)));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: (index) => rows[index]?.key ?? index,
  });

  const activeIndex = activeKey === undefined ? -1 : rows.findIndex((row) => row.key === activeKey);
  useKeepEndInView(scroller, rows.length, isLive(run?.status));

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || rows.length === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, activeIndex === -1 ? 0 : activeIndex + step));
    const row = rows[next];
    if (row === undefined) return;
    setActiveKey(row.key);
    virtual.scrollToIndex(next);
    selectRow(row);
  }

  return (
    <div className="flex h-full min-h-0 flex-col text-sm">
      <WaterfallAxis axis={axis} trackRef={track} />
      <div
        ref={scroller}
        tabIndex={0}
        role="listbox"
        data-inline
        aria-label="Waterfall of the run"
        aria-activedescendant={activeIndex === -1 ? undefined : `${id}-${activeIndex}`}
        onKeyDown={onKeyDown}
        className="group/rows min-h-0 flex-1 overflow-y-auto overflow-x-hidden focus-visible:-outline-offset-2"
      >
        <div className="relative min-h-full" style={{ height: virtual.getTotalSize() + slack }}>
          <WaterfallGrid axis={axis} />
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <WaterfallLine
                key={item.key}
                row={row}
                id={`${id}-${item.index}`}
                place={`${item.index + 1} of ${rows.length}`}
                top={item.start}
                height={rowHeight}
                origin={origin}
                length={axis.length}
                // A row that is over does not move with the clock: it renders again only when the axis leaps.
                now={row.end === undefined ? now : 0}
                isSelected={selected.has(row.nodeId) && row.isGroup === undefined}
                isActive={row.key === activeKey}
                onSelect={selectRow}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The canvas shows the item that a row is about, too. */
function useSelectRow(onSelectNode: WaterfallProps["onSelectNode"]): (row: WaterfallRow) => void {
  const { lookAt } = useRunStoreActions();
  const latest = useRef(onSelectNode);
  useEffect(() => {
    latest.current = onSelectNode;
  });
  // Stable, so that rows which did not change do not render again.
  return useCallback(
    ({ nodeId, item = "" }) => {
      latest.current(nodeId);
      lookAt(itemsAround(item));
    },
    [lookAt],
  );
}

/** Room behind the last row, so that the first one that is seen can be a whole one. */
const slack = rowHeight;

/** While a run goes on and the last row is in view, new rows stay in view. */
function useKeepEndInView(scroller: RefObject<HTMLDivElement | null>, rowCount: number, isRunning: boolean) {
  const wasAtEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      wasAtEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - 2 * rowHeight;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isRunning || !wasAtEnd.current) return;
    const hidden = rowCount * rowHeight - element.clientHeight;
    element.scrollTop = Math.max(0, Math.ceil(hidden / rowHeight) * rowHeight);
  }, [scroller, rowCount, isRunning]);
}
