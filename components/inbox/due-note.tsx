"use client";

import { Timer } from "lucide-react";
import { useNow } from "@/components/run/use-now";
import { formatClock, formatCountdown } from "./countdown";

/** When something happens by itself, counting down: "Answers itself in 4 min 5 s, at 17:03". */
export function DueNote({ what, dueAt }: { what: string; dueAt: number }) {
  const now = useNow(1_000);
  const at = new Date(dueAt);
  return (
    <p className="flex items-center gap-1.5 text-sm text-waiting tabular-nums">
      <Timer className="size-3.5 shrink-0" aria-hidden />
      <span>
        {what} in {formatCountdown(dueAt - now.getTime())}, at{" "}
        <time dateTime={at.toISOString()} title={at.toLocaleString()}>
          {formatClock(at, now)}
        </time>
      </span>
    </p>
  );
}
