"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { type JsonRow, jsonRows } from "./json-tree";

const rowHeight = 20;
/** Longer text is cut in its row; copying takes all of it. */
const textLimit = 400;

export interface JsonViewProps {
  value: unknown;
  /** What the tree is, for screen readers: "Output of Researcher". */
  label: string;
  /** In pixels; a longer tree scrolls. */
  maxHeight?: number;
  className?: string;
}

/** A JSON value as a tree that opens and closes (arrow keys as in a file tree). Draws the visible rows only. */
export function JsonView({ value, label, maxHeight = 320, className }: JsonViewProps) {
  const [openState, setOpenState] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [activePath, setActivePath] = useState("");
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => jsonRows(value, openState), [value, openState]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.path === activePath),
  );

  function setOpen(row: JsonRow, isOpen: boolean) {
    setOpenState((state) => new Map(state).set(row.path, isOpen));
    setActivePath(row.path);
  }

  function activate(index: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setActivePath(row.path);
    virtual.scrollToIndex(rows.indexOf(row));
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[activeIndex];
    if (!row) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => activate(activeIndex + 1),
      ArrowUp: () => activate(activeIndex - 1),
      Home: () => activate(0),
      End: () => activate(rows.length - 1),
      ArrowRight: () => (row.branch && !row.branch.isOpen ? setOpen(row, true) : activate(activeIndex + 1)),
      ArrowLeft: () => (row.branch?.isOpen ? setOpen(row, false) : activate(parentIndex(rows, activeIndex))),
      Enter: () => row.branch && setOpen(row, !row.branch.isOpen),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  return (
    <div className={cn("group relative rounded-md border bg-canvas", className)}>
      <CopyButton
        text={() => printJson(value)}
        label="Copy JSON"
        className="absolute top-1 right-1 z-10 bg-canvas opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
      />
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={`${id}-${activeIndex}`}
        onKeyDown={onKeyDown}
        className="group/tree overflow-auto rounded-md py-1.5 font-mono text-sm/5"
        style={{ maxHeight }}
      >
        <div className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the tree, which names the active row
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
              <div
                key={item.key}
                id={`${id}-${item.index}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-expanded={row.branch && row.branch.size > 0 ? row.branch.isOpen : undefined}
                aria-selected={item.index === activeIndex}
                onClick={() => (row.branch ? setOpen(row, !row.branch.isOpen) : setActivePath(row.path))}
                className="absolute top-0 left-0 flex w-full items-center whitespace-pre pr-8 hover:bg-hover aria-selected:group-focus-visible/tree:bg-hover"
                style={{ height: rowHeight, translate: `0 ${item.start}px`, paddingLeft: 8 + row.depth * 14 }}
              >
                <Row row={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Row({ row }: { row: JsonRow }) {
  return (
    <>
      <ChevronRight
        aria-hidden
        className={cn(
          "mr-0.5 size-3.5 shrink-0 text-faint",
          !row.branch?.size && "invisible",
          row.branch?.isOpen && "rotate-90",
        )}
      />
      {row.name !== null && <span className="text-dim">{row.name}: </span>}
      {row.branch ? (
        <span className="text-faint">
          {row.branch.isArray ? `[${row.branch.size || ""}]` : `{${row.branch.size || ""}}`}
        </span>
      ) : (
        <Leaf value={row.value} />
      )}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") {
    const cut = value.length > textLimit ? `${value.slice(0, textLimit)}…` : value;
    return <span className="text-kind-text">{JSON.stringify(cut)}</span>;
  }
  if (typeof value === "number") return <span className="text-kind-number">{String(value)}</span>;
  if (typeof value === "boolean") return <span className="text-kind-boolean">{String(value)}</span>;
  return <span className="text-faint">{String(value)}</span>;
}

function parentIndex(rows: JsonRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    if ((rows[at]?.depth ?? 0) < depth) return at;
  }
  return 0;
}

function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? String(value);
}
