"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { tallyWords } from "@/components/run/tally-words";
import { ValueView } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status";
import { printValue } from "@/nodes/core/json";
import type { ItemEnd, ItemTally } from "@/nodes/core/node-run";
import { endedItems } from "./ended-items";
import { InspectorSection } from "./inspector-section";

/** So many are listed at first, and with each "Show more": a loop may have ten thousand. */
const pageSize = 20;

/** What the items of a container gave, each opening to the whole value. */
export function ItemResults({ items }: { items: ItemTally }) {
  const [limit, setLimit] = useState(pageSize);
  const [hasFailedOnly, setHasFailedOnly] = useState(false);
  const { progress, failed } = tallyWords(items);
  const isNarrowed = hasFailedOnly && items.failed > 0;
  const { shown, hasMore } = endedItems(items, { limit, isFailedOnly: isNarrowed });
  return (
    <InspectorSection title="Items" note={[progress, failed].filter(Boolean).join(" · ")}>
      {items.failed > 0 && items.failed < items.ended && (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={isNarrowed}
          className="w-fit aria-pressed:bg-hover aria-pressed:text-ink"
          onClick={() => setHasFailedOnly(!isNarrowed)}
        >
          Only failed
        </Button>
      )}
      <ol className="grid grid-cols-1">
        {shown.map(([index, end]) => (
          <ItemResult key={index} number={index + 1} end={end} />
        ))}
      </ol>
      {hasMore && (
        <Button size="sm" className="w-fit" onClick={() => setLimit(limit + 5 * pageSize)}>
          Show more
        </Button>
      )}
    </InspectorSection>
  );
}

function ItemResult({ number, end }: { number: number; end: NonNullable<ItemEnd> }) {
  const [isOpen, setIsOpen] = useState(false);
  const { error, result } = end;
  const gist = error !== undefined ? error.message : result === undefined ? "No result" : printValue(result);
  return (
    <li className="grid grid-cols-1 border-line/60 border-b">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-7 min-w-0 items-center gap-2 rounded-sm text-left text-sm hover:bg-hover/60"
      >
        <ChevronRight className={cn("size-3.5 shrink-0 text-faint", isOpen && "rotate-90")} aria-hidden />
        <StatusIcon status={error !== undefined ? "failed" : result === undefined ? "skipped" : "completed"} />
        <span className="min-w-6 shrink-0 text-right text-faint tabular-nums">{number}</span>
        <span className={cn("truncate", error !== undefined ? "text-bad" : "font-mono text-xs")}>
          {gist.slice(0, 200)}
        </span>
      </button>
      {isOpen && (
        <div className="pb-2 pl-5.5">
          <ValueView value={error ?? result ?? null} label={`Item ${number}`} maxHeight={240} />
        </div>
      )}
    </li>
  );
}
