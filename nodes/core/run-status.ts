/** The words for the states of runs and node runs, and their allowed transitions: written down here, once. */

export const runStatuses = ["queued", "running", "waiting", "completed", "failed", "canceled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export const nodeRunStatuses = ["pending", "running", "waiting", "completed", "failed", "skipped", "canceled"] as const;
export type NodeRunStatus = (typeof nodeRunStatuses)[number];

export const runTransitions: Record<RunStatus, readonly RunStatus[]> = {
  queued: ["running", "failed", "canceled"],
  running: ["waiting", "completed", "failed", "canceled"],
  waiting: ["running", "failed", "canceled"],
  completed: [],
  failed: [],
  canceled: [],
};

export const nodeRunTransitions: Record<NodeRunStatus, readonly NodeRunStatus[]> = {
  pending: ["running", "completed", "failed", "skipped", "canceled"],
  running: ["waiting", "completed", "failed", "skipped", "canceled"],
  waiting: ["running", "completed", "failed", "skipped", "canceled"],
  completed: [],
  failed: [],
  skipped: [],
  canceled: [],
};

export function isRunOver(status: RunStatus): boolean {
  return runTransitions[status].length === 0;
}

export function isNodeRunOver(status: NodeRunStatus): boolean {
  return nodeRunTransitions[status].length === 0;
}
