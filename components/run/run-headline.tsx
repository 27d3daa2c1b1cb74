"use client";

import { Spinner } from "@/components/ui/spinner";
import { Status } from "@/components/ui/status";
import { openModelCalls, runDuration, runFacts } from "./run-facts";
import type { RunView } from "./run-store";
import { useLiveState } from "./use-live-connection";
import { useRunNow } from "./use-run-now";

interface RunHeadlineProps {
  view: RunView;
  /** How many runs of the workflow may go on at once. */
  maxRuns: number | undefined;
}

/** The run in one line: "Done · 1.9 s · 3 model calls · 240 tokens in, 172 out". */
export function RunHeadline({ view, maxRuns }: RunHeadlineProps) {
  const now = useRunNow(view, 10);
  const live = useLiveState();
  const { run } = view;
  if (run === null) return null;
  const isInLine = run.status === "queued" && maxRuns !== undefined;
  return (
    <span className="flex min-w-0 items-center gap-2 text-sm">
      {live === "reconnecting" && (
        <span role="status" className="flex items-center gap-1.5 text-running">
          <Spinner />
          Reconnecting…
        </span>
      )}
      <Status status={run.status} />
      <span className="truncate tabular-nums">
        {isInLine ? inLine(maxRuns) : runFacts(runDuration(run, now), run.usage, openModelCalls(run))}
      </span>
    </span>
  );
}

function inLine(maxRuns: number): string {
  if (maxRuns === 1) return "Waits for another run of this workflow: one goes on at a time";
  return `Waits for another run of this workflow: ${maxRuns} go on at once`;
}
