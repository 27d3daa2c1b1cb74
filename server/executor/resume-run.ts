import { AppError } from "@/nodes/core/app-error";
import type { RunStatus } from "@/nodes/core/run-status";
import { takeUpWaiting } from "@/server/executor/decide-run";
import { executor } from "@/server/executor/executor";

export interface ResumeRun {
  /** What is held runs, and what comes next is held again. */
  readonly step?: boolean;
  /** Who asks for it. */
  readonly by?: string;
}

/**
 * Goes on with a run that is held at breakpoints: everything in it that is held runs. The id of the run that goes on. Throws
 * `CONFLICT` for a run of which nothing is held.
 */
export async function resumeRun(workspaceId: string, runId: string, { step, by }: ResumeRun): Promise<string> {
  const host = await executor();
  const [row] = await host.services.database.execute<{ status: RunStatus }>(
    "select status from runs where id = $1 and workspace_id = $2",
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}. It may have been deleted.`);
  const here = host.executionOf(runId) ?? (await takeUpWaiting(runId));
  const passed = here?.decisions.answerAll("breakpoint", { decision: step === true ? "step" : "resume", by }) ?? 0;
  if (passed === 0) throw new AppError("CONFLICT", nothingHeld(row.status));
  await here?.log.committed();
  return runId;
}

function nothingHeld(status: RunStatus): string {
  return status === "waiting"
    ? "No node of this run is held at a breakpoint: what it waits for is answered at the node itself."
    : `This run is ${status}, and no node of it is held at a breakpoint. Only a run that is held, or one in the dead letters, can be resumed.`;
}
