"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { ChunkCard } from "./chunk-card";
import type { ChunkView } from "./memory-types";

export interface ChunkListProps {
  chunks: readonly ChunkView[];
  /** Left out where nothing is stored yet. */
  onEdit?: (chunk: ChunkView) => void;
  className?: string;
}

/** The passages of a document in their order; only those in sight are drawn. */
export function ChunkList({ chunks, onEdit, className }: ChunkListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: chunks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 160,
    overscan: 4,
    gap: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, in Safari too
    <div ref={scroller} tabIndex={0} className={className}>
      <ol aria-label="Passages" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const chunk = chunks[item.index];
          if (chunk === undefined) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ translate: `0 ${item.start}px` }}
            >
              <ChunkCard chunk={chunk} onEdit={onEdit} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
