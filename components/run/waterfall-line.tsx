"use client";

import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format";
import { kindColor } from "@/components/ui/kind";
import { StatusIcon, statusLooks } from "@/components/ui/status";
import { Tooltip } from "@/components/ui/tooltip";
import type { WaterfallRow } from "./run-rows";
import { waterfallColumns } from "./waterfall-axis";

export interface WaterfallLineProps {
  row: WaterfallRow;
  id: string;
  /** "3 of 12": only what is seen is in the page, so a reader cannot count. */
  place: string;
  top: number;
  height: number;
  /** When the axis begins, in milliseconds since 1970, and how long it is. */
  origin: number;
  length: number;
  /** Where the bar of a row that still runs ends. */
  now: number;
  isSelected: boolean;
  isActive: boolean;
  onSelect: (row: WaterfallRow) => void;
}

export const WaterfallLine = memo(function WaterfallLine(props: WaterfallLineProps) {
  const { row, id, place, top, height, now, isSelected, isActive, onSelect } = props;
  const duration = row.durationMs ?? Math.max(0, (row.end ?? now) - row.start);
  return (
    <Tooltip content={<LineDetails row={row} duration={duration} />} side="top">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the list select */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list, which names the active row */}
      <div
        id={id}
        role="option"
        aria-selected={isSelected}
        aria-label={`${row.title}, ${statusLooks[row.status].label}, ${formatDuration(duration)} ${row.result}, ${place}`}
        onClick={() => onSelect(row)}
        className="@container absolute inset-x-0 top-0 cursor-default"
        style={{ height, translate: `0 ${top}px` }}
      >
        <div
          className={cn(
            waterfallColumns,
            "h-full items-center border-line/60 border-b hover:bg-hover/60",
            isSelected && "bg-hover/70",
            isActive && "group-focus-visible/rows:outline-2 group-focus-visible/rows:-outline-offset-2 outline-accent",
          )}
        >
          <div className="flex min-w-0 items-center gap-2 pl-3" style={{ paddingLeft: 12 + row.depth * 16 }}>
            {hasIcon(row) && <StatusIcon status={row.status} />}
            <span
              className={cn("truncate", (row.span || row.isGroup) && "text-dim", row.status === "failed" && "text-bad")}
            >
              {row.title}
            </span>
          </div>
          <div className="relative h-full">
            <Bar {...props} />
          </div>
          <Figure>{row.end === undefined && row.span ? "running" : formatDuration(duration)}</Figure>
          {isBroken(row) ? (
            <Figure isBad={row.status === "failed"}>{statusLooks[row.status].label.toLowerCase()}</Figure>
          ) : (
            <Figure>{row.result}</Figure>
          )}
        </div>
      </div>
    </Tooltip>
  );
});

/** It did not come to its end: the icon and the word say so, where else its result would stand. */
function isBroken({ status }: WaterfallRow): boolean {
  return status === "failed" || status === "canceled";
}

/** Node runs have one always, their spans when something went wrong. */
function hasIcon(row: WaterfallRow): boolean {
  return row.span === undefined || isBroken(row);
}

function Figure({ children, isBad = false }: { children: string; isBad?: boolean }) {
  const tone = isBad ? "text-bad" : "text-dim";
  return <span className={cn("truncate pr-3 text-right font-mono text-xs tabular-nums", tone)}>{children}</span>;
}

/** The time it took; lighter, the part in which it waited for the endpoint and for the first token. */
function Bar({ row, origin, length, now }: WaterfallLineProps) {
  const end = row.end ?? now;
  const left = ((row.start - origin) / length) * 100;
  const width = ((end - row.start) / length) * 100;
  const first = row.firstAt === undefined ? 0 : Math.min(1, (row.firstAt - row.start) / Math.max(1, end - row.start));
  const color =
    row.status === "failed"
      ? "var(--color-bad)"
      : row.status === "canceled"
        ? "var(--color-faint)"
        : kindColor(row.kind);
  return (
    <span
      className="absolute top-1/2 flex h-2.25 min-w-[3px] -translate-y-1/2 overflow-hidden rounded-[3px]"
      style={{ left: `${left}%`, width: `${width}%` }}
    >
      {first > 0 && <span className="h-full opacity-30" style={{ width: `${first * 100}%`, background: color }} />}
      <span
        className={cn("h-full flex-1", row.status === "skipped" || row.isGroup ? "opacity-30" : "opacity-85")}
        style={{ background: color }}
      />
    </span>
  );
}

function LineDetails({ row, duration }: { row: WaterfallRow; duration: number }) {
  return (
    <span className="grid gap-0.5">
      <span className="font-medium">
        {row.title} · {statusLooks[row.status].label.toLowerCase()} · {formatDuration(duration)}
      </span>
      {row.details.map(([label, value]) => (
        <span key={label} className="flex justify-between gap-4 text-dim">
          <span>{label}</span>
          <span className="truncate font-mono tabular-nums">{value}</span>
        </span>
      ))}
    </span>
  );
}
