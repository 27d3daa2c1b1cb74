"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export interface ClampedProps {
  /** How many lines are seen at first. */
  lines: number;
  /** Names it for the button: "Show all of the question". */
  what: string;
  children: ReactNode;
}

/** What may be long, cut to some lines until somebody asks for all of it. */
export function Clamped({ lines, what, children }: ClampedProps) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isLong, setIsLong] = useState(false);
  const [isAll, setIsAll] = useState(false);
  useEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (outer === null || inner === null) return;
    const measure = () => setIsLong(inner.offsetHeight > lines * lineHeightOf(outer) + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [lines]);
  const isCut = isLong && !isAll;
  return (
    <div className="grid min-w-0 grid-cols-1 justify-items-start gap-1">
      <div
        ref={box}
        style={isAll ? undefined : { maxHeight: `${lines}lh` }}
        className={cn(
          "w-full overflow-y-clip",
          isCut && "[mask-image:linear-gradient(#000_calc(100%-1lh),transparent)]",
        )}
      >
        <div ref={content}>{children}</div>
      </div>
      {isLong && (
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2"
          aria-expanded={isAll}
          aria-label={isAll ? `Show less of ${what}` : `Show all of ${what}`}
          onClick={() => setIsAll(!isAll)}
        >
          {isAll ? "Show less" : "Show all"}
        </Button>
      )}
    </div>
  );
}

/** In pixels. "normal" is no number. */
function lineHeightOf(box: HTMLElement): number {
  const { lineHeight, fontSize } = getComputedStyle(box);
  return Number.parseFloat(lineHeight) || Number.parseFloat(fontSize) * 1.5;
}
