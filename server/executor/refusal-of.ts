import { AppError, type RunError, toRunError } from "@/nodes/core/app-error";
import { allNodes, type Graph } from "@/nodes/core/graph";
import type { ClaimedRun } from "@/server/executor/claim-run";
import type { Ending } from "@/server/executor/run-ending";

/** A run that crashed its process this often in a row without getting anywhere is not taken up again. */
const mostCrashes = 3;

/** How an interrupted run ends that is not carried on; undefined when it is. */
export function refusalOf(run: ClaimedRun, graph: Graph): Ending | undefined {
  if (run.crashes >= mostCrashes) return crashedTooOften(run.crashes);
  if (run.durability !== "result" || run.status === "queued") return undefined;
  const once = allNodes(graph).find(
    (node) => !node.idempotent && !node.disabled && (node.role === "data" || node.role === "tool"),
  );
  return once === undefined ? undefined : { type: "run.failed", error: mayNotStartOver(once.title, once.id) };
}

/** It should have been refused the last time: its process did not even live to say so. */
export function diesWhenOpened(run: ClaimedRun): boolean {
  return run.crashes > mostCrashes;
}

export function crashedTooOften(crashes: number): Ending {
  const error = toRunError(
    new AppError("INTERNAL", `crashed ${crashes} times`, {
      userMessage: `The server went down ${crashes} times in a row while it worked on this run, so it is not tried again.`,
      hint: "Look at the last node in the trace: it may need more memory than there is. Send the run again when that is better.",
    }),
  );
  return { type: "run.failed", error, isDeadLetter: true };
}

function mayNotStartOver(title: string, nodeId: string): RunError {
  return toRunError(
    new AppError("INTERNAL", "interrupted with durability result", {
      userMessage: `The server stopped during this run. It keeps only start and end (durability "result"), and ${title} may not run twice.`,
      hint: 'Choose the durability "steps" in the workflow\'s settings, so that a run goes on where it was.',
    }),
    nodeId,
  );
}
