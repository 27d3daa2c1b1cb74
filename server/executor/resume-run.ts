import { AppError } from "@/nodes/core/app-error";
import type { RunStatus } from "@/nodes/core/run-status";
import { takeUpWaiting } from "@/server/executor/decide-run";
import { executor } from "@/server/executor/executor";
import { relayLetOn } from "@/server/executor/relay-decision";
import { sendAgain } from "@/server/executor/send-again";

export interface ResumeRun {
  /** What is held runs, and what comes next is held again. */
  readonly step?: boolean;
  /** Who asks for it. */
  readonly by?: string;
}

interface Row {
  readonly status: RunStatus;
  readonly is_dead_letter: boolean;
  /** As far as that is stored: who has the run in memory knows more. */
  readonly is_held: boolean;
}

/**
 * Goes on with a run that is held at breakpoints (everything in it that is held runs), or with one from the dead letters (as
 * a new run). The id of the run that goes on. Throws `CONFLICT` for any other run.
 */
export async function resumeRun(workspaceId: string, runId: string, resume: ResumeRun): Promise<string> {
  const host = await executor();
  const [row] = await host.services.database.execute<Row>(
    `select r.status, r.is_dead_letter,
       exists (select 1 from waits w where w.run_id = r.id and w.reason = 'breakpoint') as is_held
     from runs r where r.id = $1 and r.workspace_id = $2`,
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}. It may have been deleted.`);
  if (row.is_dead_letter) return (await sendAgain(host, workspaceId, runId, resume)).runId;
  if (!(await letOn(row, runId, resume))) throw new AppError("CONFLICT", whyNot(row));
  return runId;
}

/** Whether something was held. */
async function letOn({ is_held }: Row, runId: string, { step, by }: ResumeRun): Promise<boolean> {
  const host = await executor();
  const here = host.executionOf(runId) ?? (is_held ? await takeUpWaiting(runId) : undefined);
  const letOn = step === true ? "step" : "resume";
  if (here === undefined) return is_held && relayedLetOn(runId, { letOn, by });
  const isPassed = here.decisions.answerAll("breakpoint", { decision: letOn, by }) > 0;
  if (isPassed) await here.log.committed();
  return isPassed;
}

/** Other nodes of the run are at work in another process, which keeps it. */
async function relayedLetOn(runId: string, letOn: Parameters<typeof relayLetOn>[2]): Promise<boolean> {
  const { database } = (await executor()).services;
  return database.kind === "postgres" && relayLetOn(database, runId, letOn);
}

function whyNot({ status, is_held }: Row): string {
  if (is_held)
    return "A node of this run was held, and is not any more, or the process that carries the run out did not answer. Look at the run, and try again if it is still held.";
  if (status === "waiting")
    return "No node of this run is held at a breakpoint: what it waits for is answered at the node itself.";
  return `This run is ${status}, and no node of it is held at a breakpoint. Only a run that is held, or one in the dead letters, can be resumed.`;
}
