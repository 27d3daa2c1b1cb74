import type { RunStatus } from "@/nodes/core/run-status";
import { database } from "@/server/db/database";
import type { StartedRun } from "@/server/executor/start-run";
import { readRunRow } from "@/server/runs/get-run";

/** What a run that was started has come to, as far as it is stored; one whose key was known may be long over. */
export async function startedStatus(workspaceId: string, { runId, state, isStored }: StartedRun): Promise<RunStatus> {
  const status = state?.status;
  if (status !== undefined && (await isStored?.()) === true) return status;
  return (await readRunRow(await database(), workspaceId, runId)).status;
}
