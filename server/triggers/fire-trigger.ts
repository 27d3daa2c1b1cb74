import { AppError, toAppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import type { DatabaseSession } from "@/server/db/open-database";
import { executor } from "@/server/executor/executor";
import { loadPublished } from "@/server/executor/load-published";
import { type StartedRun, startOnce, startRunnable } from "@/server/executor/start-run";
import { logger } from "@/server/logger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export interface Firing {
  /** The run's input. */
  readonly payload: JsonObject;
  /** The same key starts one run, however many processes saw the event. */
  readonly key?: string;
}

/** Starts a run of the published version at a trigger, and notes what came of it. */
export async function fireTrigger(trigger: TriggerRow, { payload, key }: Firing): Promise<StartedRun> {
  const host = await executor();
  const { database } = host.services;
  const { workflow_id: workflowId, workspace_id: workspaceId, node_id: nodeId } = trigger;
  try {
    const runnable = await loadPublished(database, workspaceId, workflowId);
    if (runnable === undefined) throw new AppError("NOT_FOUND", "This workflow is not published any more.");
    const start = () =>
      startRunnable(host, runnable, {
        workspaceId,
        workflowId,
        input: payload,
        trigger: trigger.type,
        grants: runnable.grants,
        subject: runnable.name,
        entry: nodeId,
        idempotencyKey: key,
      });
    const started = await (key === undefined
      ? start()
      : startOnce(host, { workspaceId, workflowId, idempotencyKey: key }, start));
    await started.committed;
    // The run is there: whoever fired must not be told otherwise.
    await noteFiring(database, trigger, { runId: started.runId }).catch((error: unknown) =>
      logger().warn({ err: error, workflowId, nodeId }, "It could not be noted that a trigger fired"),
    );
    return started;
  } catch (error) {
    await noteFiring(database, trigger, { error: toAppError(error).userMessage });
    throw error;
  }
}

/** What came of it the last time: a run, or why there is none. */
export async function noteFiring(
  database: DatabaseSession,
  { workflow_id: workflowId, node_id: nodeId }: TriggerRow,
  { runId, error }: { readonly runId?: string; readonly error?: string },
): Promise<void> {
  await database.execute(
    `update triggers set last_at = now(), last_run_id = coalesce($3, last_run_id), last_error = $4
     where workflow_id = $1 and node_id = $2`,
    [workflowId, nodeId, runId ?? null, error ?? null],
  );
}
