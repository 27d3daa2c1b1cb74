"use client";

import { OctagonPause } from "lucide-react";
import { useHasBreakpoint } from "@/components/run/breakpoints-context";

/** On the left edge, beside the title, where no port is: runs hold before this node. */
export function BreakpointMark({ nodeId }: { nodeId: string }) {
  if (!useHasBreakpoint(nodeId)) return null;
  return (
    <span
      role="img"
      aria-label="Breakpoint: runs hold before this node"
      title="Breakpoint: runs hold before this node"
      className="absolute top-1.5 -left-4 grid size-6 place-items-center rounded-full border border-bad/60 bg-raised text-bad"
    >
      <OctagonPause className="size-4" aria-hidden />
    </span>
  );
}
