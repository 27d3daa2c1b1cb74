"use client";

import { formatPlural } from "@/components/ui/format";
import { useWaitCount } from "./use-inbox";

/** How many questions wait, at the corner of the rail's entry; nothing while there are none. */
export function WaitCount() {
  const count = useWaitCount() ?? 0;
  if (count === 0) return null;
  return (
    <span className="absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-waiting px-1 font-semibold text-panel text-xs leading-none tabular-nums ring-2 ring-panel">
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{formatPlural(count, "question")} waiting</span>
    </span>
  );
}
