import { executor } from "@/server/executor/executor";
import { getRun } from "@/server/runs/get-run";
import type { RunView } from "@/server/runs/run-view";

/**
 * A run as it is now, from memory where this process carries it out, but nothing that a crash could take back: an end that
 * somebody has seen stays one. Throws `NOT_FOUND`.
 */
export async function viewRun(workspaceId: string, runId: string): Promise<RunView> {
  const host = await executor();
  const { database } = host.services;
  const log = host.executionOf(runId)?.log;
  const view = await getRun(database, workspaceId, runId, log?.state);
  return log === undefined || (await log.isStored()) ? view : getRun(database, workspaceId, runId);
}
