"use client";

import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { runName } from "@/components/run/run-name";
import { useNow } from "@/components/run/use-now";
import { cn } from "@/components/ui/cn";
import { formatRelativeTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { compareColumns } from "./compare-grid";
import { compareHref } from "./compare-href";
import { type Side, type SideName, sideNames } from "./side";
import { SideTile } from "./side-tile";

/** Which run stands in which column: stays in view. */
export function CompareHead({ a, b }: { a: Side; b: Side }) {
  const sides = { a, b };
  return (
    <div className={cn(compareColumns, "sticky top-0 z-10 items-center border-b bg-panel py-1.5")} data-compare-head>
      <Link
        href={compareHref(b.runId, a.runId)}
        replace
        className="flex w-fit items-center gap-1.5 rounded-md px-1 text-dim text-sm hover:bg-hover hover:text-ink"
      >
        <ArrowLeftRight className="size-3.5" aria-hidden />
        Swap
      </Link>
      {sideNames.map((side) => (
        <RunHead key={side} name={side} side={sides[side]} />
      ))}
    </div>
  );
}

function RunHead({ name, side: { runId, state } }: { name: SideName; side: Side }) {
  const now = useNow(10_000);
  const at = new Date(state.startedAt ?? state.queuedAt ?? 0);
  return (
    // Where a column is too narrow for one line, the name keeps it whole: by it the two are told apart.
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <span className="flex min-w-0 items-center gap-2">
        <SideTile side={name} />
        <Link href={`/runs/${runId}`} className="min-w-0 break-words rounded-sm font-semibold hover:underline">
          {state.queuedAt === undefined ? runId : capitalized(runName(at))}
        </Link>
      </span>
      <Status status={state.status} />
      <span className="text-dim">{state.queuedAt !== undefined && formatRelativeTime(at, now)}</span>
    </p>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
