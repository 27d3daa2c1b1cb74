import { AppError, toRunError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import type { Decision } from "@/server/executor/decisions";
import type { Execution } from "@/server/executor/execution";
import { logger } from "@/server/logger";
import { newId } from "@/server/new-id";

/** Channels on which a decision travels to the process that carries the run out, and what became of it comes back. */
const decideChannel = "heddle_decide";
const decidedChannel = "heddle_decided";

/** What a notification can carry, with some room. */
const mostBytes = 7_500;
const patienceMs = 5_000;

interface Placed extends Decision {
  readonly nodeId: string;
  readonly path?: string;
}

interface Relayed extends Placed {
  readonly id: string;
  readonly runId: string;
}

interface Outcome {
  readonly id: string;
  readonly isTaken: boolean;
  /** Why the answer is none, in the words of the process that was asked. */
  readonly problem?: { readonly message: string; readonly field?: string };
}

/** Hears decisions about runs of this process. Returns what stops it. */
export function hearDecisions(database: Database, executionOf: (runId: string) => Execution | undefined) {
  return database.listen(decideChannel, (text) => {
    const asked = JSON.parse(text) as Relayed;
    const execution = executionOf(asked.runId);
    if (execution === undefined) return;
    answer(execution, asked)
      .then((outcome) => database.notify(decidedChannel, JSON.stringify(outcome)))
      .catch((error: unknown) => logger().warn({ err: error, runId: asked.runId }, "A decision was not answered"));
  });
}

async function answer(execution: Execution, { id, nodeId, path = "", decision, value, by, remember }: Relayed) {
  try {
    const isTaken = execution.decide(nodeId, path, { decision, value, by, remember });
    if (isTaken) await execution.log.committed();
    return { id, isTaken } satisfies Outcome;
  } catch (error) {
    const { message, field } = toRunError(error);
    return { id, isTaken: false, problem: { message, ...(field === undefined ? {} : { field }) } } satisfies Outcome;
  }
}

/**
 * Asks the process that carries a run out to decide. False when nobody took it. Throws `NODE_INPUT_INVALID` as `decide` does,
 * and `LIMIT_EXCEEDED` for a value that is too large to travel.
 */
export async function relayDecision(database: Database, runId: string, decision: Placed): Promise<boolean> {
  const id = newId();
  const text = JSON.stringify({ ...decision, id, runId } satisfies Relayed);
  if (Buffer.byteLength(text) > mostBytes)
    throw new AppError(
      "LIMIT_EXCEEDED",
      "The run is at work in another process, and this answer is too large for it.",
      {
        hint: "Answer again when everything else in the run is done.",
        retryable: true,
      },
    );
  const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
  const unlisten = await database.listen(decidedChannel, (heard) => {
    const outcome = JSON.parse(heard) as Outcome;
    if (outcome.id === id) resolve(outcome);
  });
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  try {
    await database.notify(decideChannel, text);
    const outcome = await promise;
    if (outcome?.problem !== undefined)
      throw new AppError("NODE_INPUT_INVALID", outcome.problem.message, { field: outcome.problem.field });
    return outcome?.isTaken ?? false;
  } finally {
    clearTimeout(timer);
    await unlisten();
  }
}
