"use client";

import { OctagonPause, Play, StepForward } from "lucide-react";
import { useHasBreakpoint } from "@/components/run/breakpoints-context";
import { heldInput } from "@/components/run/held-nodes";
import { useResume } from "@/components/run/use-resume";
import { ValueView } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import type { NodeRun } from "@/nodes/core/node-run";

/** What would go into a node run that is held, and the ways on. */
export function HeldNote({ run }: { run: NodeRun }) {
  const hasBreakpoint = useHasBreakpoint(run.nodeId);
  const { isHeld, pending, go } = useResume();
  const inputs = Object.entries(heldInput(run));
  return (
    <>
      <p className="flex gap-2 text-pretty font-medium">
        <OctagonPause className="mt-0.5 size-3.5 shrink-0 text-waiting" aria-hidden />
        {hasBreakpoint ? "Held at a breakpoint, before it runs." : "Held before it runs."}
      </p>
      {inputs.length === 0 && <p className="text-dim text-sm">Nothing would go in.</p>}
      {inputs.map(([port, value]) => (
        <div key={port} className="grid min-w-0 grid-cols-1 gap-1">
          <span className="font-mono text-faint text-xs">{port}</span>
          <ValueView value={value} label={`Input ${port}`} maxHeight={200} />
        </div>
      ))}
      {isHeld ? (
        <div className="flex flex-wrap gap-2">
          <Button icon={<Play />} kbd="f8" isLoading={pending === "resume"} onClick={() => go("resume")}>
            Resume
          </Button>
          <Button icon={<StepForward />} kbd="f9" isLoading={pending === "step"} onClick={() => go("step")}>
            Step
          </Button>
        </div>
      ) : (
        <p className="text-dim text-sm">It was held here.</p>
      )}
    </>
  );
}
