import { AppError } from "@/nodes/core/app-error";
import { foldEvents } from "@/nodes/core/run-state";
import { openDocument } from "@/nodes/core/upgrade";
import { definitions } from "@/nodes/definitions";
import { carriedEvents } from "@/server/executor/carried-events";
import type { RunOptions } from "@/server/executor/claim-run";
import { loadLargeValues } from "@/server/executor/large-values";
import { grantsNow, makeRunnable } from "@/server/executor/load-runnable";
import type { RunHost } from "@/server/executor/run-host";
import { noGrants } from "@/server/executor/services";
import { type StartedRun, startRunnable } from "@/server/executor/start-run";
import { lowestIdAt, newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

interface DeadLetter {
  readonly workflow_id: string | null;
  readonly options: RunOptions | null;
  readonly document: string;
}

/**
 * Goes on with a run from the dead letters, as a new run: no event follows a run's end. What it had done is kept. Throws
 * `CONFLICT` where that was done already.
 */
export async function sendAgain(
  host: RunHost,
  workspaceId: string,
  deadRunId: string,
  { step }: { readonly step?: boolean } = {},
): Promise<StartedRun> {
  host.requireAccepting();
  const runId = newId();
  const letter = await take(host, deadRunId, runId);
  try {
    const started = await startFrom(host, workspaceId, { deadRunId, letter, runId, step });
    await started.committed;
    return started;
  } catch (error) {
    await giveBack(host, deadRunId, runId);
    throw error;
  }
}

/** Who takes a dead letter first has it. One whose new run never came to be, since its server went down, may be taken again. */
const aliveMs = 60_000;

async function take({ services: { database } }: RunHost, deadRunId: string, runId: string): Promise<DeadLetter> {
  const [letter] = await database.execute<DeadLetter>(
    `update runs r set sent_again_as = $2 from run_graphs g
     where r.id = $1 and g.hash = r.graph_hash and r.is_dead_letter and (r.sent_again_as is null
       or (r.sent_again_as < $3 and not exists (select 1 from runs n where n.id = r.sent_again_as)))
     returning r.workflow_id, r.options, g.document`,
    [deadRunId, runId, lowestIdAt(new Date(Date.now() - aliveMs))],
  );
  if (letter !== undefined) return letter;
  throw new AppError("CONFLICT", "This run was sent again already.", {
    hint: "Open the run that goes on in its place.",
  });
}

async function giveBack({ services: { database } }: RunHost, deadRunId: string, runId: string): Promise<void> {
  await database.execute("update runs set sent_again_as = null where id = $1 and sent_again_as = $2", [
    deadRunId,
    runId,
  ]);
}

interface SendAgain {
  readonly deadRunId: string;
  readonly letter: DeadLetter;
  readonly runId: string;
  readonly step?: boolean;
}

async function startFrom(host: RunHost, workspaceId: string, send: SendAgain): Promise<StartedRun> {
  const { deadRunId, letter, runId, step } = send;
  const { database } = host.services;
  const state = foldEvents(deadRunId, await readEvents(database, deadRunId));
  const runnable = makeRunnable(openDocument(letter.document, definitions), letter.document);
  const { grants: then = noGrants, entry, until, untilPath, breakpoints, conversation } = letter.options ?? {};
  const grants = await grantsNow(database, workspaceId, letter.workflow_id, then);
  return startRunnable(host, runnable, {
    workspaceId,
    runId,
    workflowId: letter.workflow_id,
    input: await loadLargeValues(database, state.input),
    trigger: "send-again",
    subject: runnable.workflow.name,
    ...{ grants, entry, until, untilPath, breakpoints, step, conversation },
    known: () => carriedEvents(database, state, runId),
  });
}
