import { AppError } from "@/nodes/core/app-error";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { executor } from "@/server/executor/executor";
import { cancelChannel } from "@/server/executor/run-host";

/** Longest that a cancel waits for the end to be stored. */
const patienceMs = 2_000;

/** Ends a run as `canceled`, down to its model calls. A run that is over stays as it is. */
export async function cancelRun(workspaceId: string, runId: string): Promise<void> {
  const host = await executor();
  const { database } = host.services;
  const [row] = await database.execute<{ status: RunStatus }>(
    "select status from runs where id = $1 and workspace_id = $2",
    [runId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}.`);
  if (isRunOver(row.status)) return;
  const here = host.executionOf(runId);
  if (here !== undefined) {
    here.cancel();
    return settled(here.ended);
  }
  const claimed = await host.claimFor(runId, ["queued", "waiting", "running"]);
  if (claimed === undefined) {
    // Another process holds it, or it is on its way into the queue: whoever has it next reads this.
    await database.execute("update runs set cancel_requested = true where id = $1", [runId]);
    await database.notify(cancelChannel, runId);
    return;
  }
  claimed.cancel();
  await settled(claimed.ended);
}

async function settled(ended: Promise<unknown>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
  await Promise.race([
    ended.then(
      () => {},
      () => {},
    ),
    patience,
  ]);
}
