import { executor } from "@/server/executor/executor";
import { getRun } from "@/server/runs/get-run";
import type { RunView } from "@/server/runs/run-view";

/** A run as it is now, from memory where this process carries it out. Throws `NOT_FOUND`. */
export async function viewRun(workspaceId: string, runId: string): Promise<RunView> {
  const host = await executor();
  return getRun(host.services.database, workspaceId, runId, host.liveState(runId));
}
