import type { NodeRunStatus } from "@/nodes/core/run-status";

/** The border of a card or a frame in the run that is shown. */
export const statusRing: Partial<Record<NodeRunStatus, string>> = {
  running: "border-running",
  waiting: "border-waiting",
  completed: "border-ok/60",
  failed: "border-bad",
};
