import type { StatusName } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";

/** What a node run that took its outputs from its document says instead of a run's id. */
export const pinnedSource = "pin";

/** The state of a node run; one that completed without running says what stood in for it. */
export function nodeRunStatus({ status, reusedFrom, isGiven }: NodeRun): StatusName {
  if (status !== "completed" || reusedFrom === undefined) return status;
  if (isGiven === true) return "given";
  return reusedFrom === pinnedSource ? "pinned" : "reused";
}

/** The run whose result was taken, or edited; undefined where the node ran, or its output was pinned. */
export function reusedRun({ reusedFrom }: NodeRun): string | undefined {
  return reusedFrom === pinnedSource ? undefined : reusedFrom;
}
