"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/input";
import { JsonView } from "@/components/ui/json-view";
import { toneText } from "@/components/ui/tone";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type EventGroup, eventGroups, filterEvents, gistOf, toneOf } from "./event-lines";
import type { NodeLook } from "./node-look";
import type { RunView } from "./run-store";

const groupLabels: Record<EventGroup, string> = { run: "Run", node: "Nodes", span: "Spans", log: "Logs", text: "Text" };

export interface EventsViewProps {
  view: RunView;
  look: (nodeId: string, path?: string) => NodeLook;
  onSelectNode: (nodeId: string) => void;
}

/** Every event of the run as it was written, filtered, each opening to its JSON. */
export function EventsView({ view, look, onSelectNode }: EventsViewProps) {
  const [groups, setGroups] = useState<ReadonlySet<EventGroup>>(new Set(eventGroups));
  const [text, setText] = useState("");
  const titleOf = useCallback((nodeId: string, path: string) => look(nodeId, path).title, [look]);
  const { events, position, runId } = view;
  // The list grows in place; `position` and `runId` say when.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const shown = useMemo(
    () => filterEvents(events, position, { groups, text }, titleOf),
    [events, position, runId, groups, text, titleOf],
  );

  function toggle(group: EventGroup) {
    const next = new Set(groups);
    if (!next.delete(group)) next.add(group);
    setGroups(next);
  }

  return (
    <div className="flex h-full min-h-0 flex-col text-sm">
      <div className="flex shrink-0 items-center gap-1 border-b px-3 py-1">
        <SearchInput
          aria-label="Search events"
          placeholder="Search events"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mr-2 w-52"
        />
        {eventGroups.map((group) => (
          <Button
            key={group}
            size="sm"
            variant="ghost"
            aria-pressed={groups.has(group)}
            onClick={() => toggle(group)}
            className="aria-pressed:bg-hover aria-pressed:text-ink"
          >
            {groupLabels[group]}
          </Button>
        ))}
        <span className="ml-auto text-faint tabular-nums">
          {shown.length === position ? position : `${shown.length} of ${position}`}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState isCompact title="No event fits">
          Change the search or switch a group on.
        </EmptyState>
      ) : (
        <EventList events={shown} startedAt={events[0]?.at ?? 0} titleOf={titleOf} onSelectNode={onSelectNode} />
      )}
    </div>
  );
}

/** A line and the hairline below it. */
const rowHeight = 25;

interface EventListProps {
  events: readonly TraceEvent[];
  startedAt: number;
  titleOf: (nodeId: string, path: string) => string;
  onSelectNode: (nodeId: string) => void;
}

function EventList({ events, startedAt, titleOf, onSelectNode }: EventListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [openSeqs, setOpenSeqs] = useState<ReadonlySet<number>>(new Set());
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => events[index]?.seq ?? index,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when events were added
  useEffect(() => {
    if (isAtEnd.current) virtual.scrollToIndex(events.length - 1, { align: "end" });
  }, [events.length]);

  function toggle(seq: number) {
    const next = new Set(openSeqs);
    if (!next.delete(seq)) next.add(seq);
    setOpenSeqs(next);
  }

  return (
    <div
      ref={scroller}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 40;
      }}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      <ol className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const event = events[item.index];
          if (event === undefined) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0 border-line/60 border-b"
              style={{ translate: `0 ${item.start}px` }}
            >
              <EventLine
                event={event}
                offsetMs={event.at - startedAt}
                title={"nodeId" in event ? titleOf(event.nodeId, event.path) : undefined}
                isOpen={openSeqs.has(event.seq)}
                onToggle={toggle}
                onSelectNode={onSelectNode}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface EventLineProps {
  event: TraceEvent;
  offsetMs: number;
  title: string | undefined;
  isOpen: boolean;
  onToggle: (seq: number) => void;
  onSelectNode: (nodeId: string) => void;
}

function EventLine({ event, offsetMs, title, isOpen, onToggle, onSelectNode }: EventLineProps) {
  return (
    <>
      <div className="flex h-6 items-center gap-2.5 px-3 hover:bg-hover/60">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`Event ${event.seq}`}
          onClick={() => onToggle(event.seq)}
          className="flex shrink-0 items-center gap-1 rounded-sm font-mono text-faint text-xs"
        >
          <ChevronRight className={cn("size-3.5", isOpen && "rotate-90")} aria-hidden />
          <span className="w-18 text-right tabular-nums">+{(offsetMs / 1_000).toFixed(3)} s</span>
        </button>
        <span className={cn("w-32 shrink-0 truncate font-mono text-xs", toneText[toneOf(event)])}>{event.type}</span>
        {title !== undefined && "nodeId" in event && (
          <button
            type="button"
            onClick={() => onSelectNode(event.nodeId)}
            className="max-w-40 shrink-0 truncate rounded-sm hover:underline"
          >
            {title}
          </button>
        )}
        {"path" in event && event.path !== "" && (
          <span className="max-w-40 shrink-0 truncate font-mono text-faint text-xs">{event.path}</span>
        )}
        <span className="min-w-0 flex-1 truncate text-dim">{gistOf(event)}</span>
      </div>
      {isOpen && (
        <div className="px-3 pt-1 pb-2 pl-10">
          <JsonView value={event} label={`Event ${event.seq}`} maxHeight={240} />
        </div>
      )}
    </>
  );
}
