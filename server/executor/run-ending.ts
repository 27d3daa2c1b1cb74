import { AppError, type RunError, toRunError } from "@/nodes/core/app-error";
import type { RunState } from "@/nodes/core/run-state";

/** How a run ends before all of it is done. */
export type Ending =
  | { readonly type: "run.failed"; readonly error: RunError; readonly isDeadLetter?: boolean }
  | { readonly type: "run.canceled" };

/** The end that a crash cut off: a failed node was to fail the run, and a canceled one means that the run was canceled. */
export function interruptedEnding(state: RunState, outOfTime: Ending | undefined): Ending | undefined {
  const nodeRuns = [...state.nodeRuns.values()].filter((nodeRun) => nodeRun.path === "");
  const failed = nodeRuns.find((nodeRun) => nodeRun.status === "failed");
  if (failed?.error !== undefined) return { type: "run.failed", error: failed.error };
  if (outOfTime !== undefined) return outOfTime;
  return nodeRuns.some((nodeRun) => nodeRun.status === "canceled") ? { type: "run.canceled" } : undefined;
}

/** The database refused an event for good. */
export function cannotBeStored(cause: unknown): RunError {
  return toRunError(
    new AppError("INTERNAL", cause instanceof Error ? cause.message : String(cause), {
      userMessage: "The database refused to store what this run did, so the run was ended.",
      hint: "Look at the last node in the trace: its result may be too large. The server's log has the details.",
    }),
  );
}

export function tooManyNodeRuns(most: number): AppError {
  return new AppError(
    "LIMIT_EXCEEDED",
    `The run wants to run more than ${most.toLocaleString("en-US")} nodes (HEDDLE_MAX_NODE_RUNS).`,
    {
      hint: "Look for a loop that takes too many items, or split the work into several runs.",
    },
  );
}

export function runTimeout(timeoutMs: number): RunError {
  return toRunError(
    new AppError(
      "TIMED_OUT",
      `The run took longer than ${timeoutMs.toLocaleString("en-US")} ms (settings.timeoutMs).`,
      {
        hint: "Raise the time limit in the workflow's settings, or make the run do less.",
      },
    ),
  );
}
