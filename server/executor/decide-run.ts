import { AppError } from "@/nodes/core/app-error";
import type { JsonValue } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import type { Decision } from "@/server/executor/decisions";
import type { Execution } from "@/server/executor/execution";
import { executor } from "@/server/executor/executor";
import { belongsApart, storeLarge } from "@/server/executor/large-values";
import { relayDecision } from "@/server/executor/relay-decision";

export interface RunDecision extends Decision {
  readonly nodeId: string;
  readonly path?: string;
}

/** Answers what waits in a run. Throws `CONFLICT` when nothing waits there (any more), or this is no answer to it. */
export async function decideRun(
  workspaceId: string,
  runId: string,
  { nodeId, path = "", ...given }: RunDecision,
): Promise<void> {
  const host = await executor();
  const [row] = await host.services.database.execute<{ status: string }>(
    "select status from runs where id = $1 and workspace_id = $2",
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}.`);
  const answer = await withStored(host.services.database, runId, given);
  const here = host.executionOf(runId) ?? (await takeUpWaiting(runId));
  const taken =
    here === undefined
      ? await decideElsewhere(host.services.database, runId, { nodeId, path, ...answer })
      : here.decide(nodeId, path, answer);
  if (!taken) {
    const error = here?.log.state.error;
    const place = path === "" ? nodeId : `${path}/${nodeId}`;
    throw error === undefined
      ? new AppError(
          "CONFLICT",
          `Nothing in this run waits for "${answer.decision}" at ${place}. It may have been answered already.`,
        )
      : new AppError("CONFLICT", `This run failed: ${error.message}`, { hint: error.hint });
  }
  await here?.log.committed();
}

/** A large value is stored once, before it counts: what the log says is never there without it. */
async function withStored(database: Database, runId: string, decision: Decision): Promise<Decision> {
  if (decision.value === undefined || !belongsApart(decision.value as JsonValue)) return decision;
  const stored = await storeLarge(database, runId, decision.value as JsonValue);
  return stored === decision.value ? decision : { ...decision, stored };
}

/** One question may be open while other nodes of the run are at work in another process: it keeps the run. */
async function decideElsewhere(database: Database, runId: string, decision: RunDecision): Promise<boolean> {
  return database.kind === "postgres" && relayDecision(database, runId, decision);
}

/** A run that has waited since before the last restart is opened again, and asks its questions again. */
export async function takeUpWaiting(runId: string): Promise<Execution | undefined> {
  const host = await executor();
  const claimed = await host.claimFor(runId, ["waiting"]);
  if (claimed === undefined) return undefined;
  host.beginClaimed(claimed);
  await claimed.asked;
  return claimed;
}
