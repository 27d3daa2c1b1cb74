import type { RunStatus } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { runBus } from "@/server/runs/run-bus";

export interface RunStatusMessage {
  readonly topic: "runs";
  readonly workflowId: string;
  readonly runId: string;
  readonly status: RunStatus;
}

const statusAfter: Partial<Record<TraceEvent["type"], RunStatus>> = {
  "run.queued": "queued",
  "run.started": "running",
  "run.resumed": "running",
  "run.waiting": "waiting",
  "run.completed": "completed",
  "run.failed": "failed",
  "run.canceled": "canceled",
};

/** Tells when a run of one of these workflows starts, waits, goes on, or ends. Returns what stops it. */
export function followRunStatus(
  opened: Database,
  workflows: ReadonlySet<string>,
  tell: (message: RunStatusMessage) => void,
): () => void {
  if (workflows.size === 0) return () => {};
  const workflowOf = new Map<string, Promise<string | undefined>>();
  let isStopped = false;
  const stop = runBus().subscribeAll((runId, events) => {
    const status = lastStatus(events);
    if (status === undefined) return;
    const workflow = workflowOf.get(runId) ?? readWorkflowId(opened, runId);
    workflowOf.set(runId, workflow);
    if (status !== "queued" && status !== "running" && status !== "waiting") workflowOf.delete(runId);
    workflow.then(
      (workflowId) => {
        if (!isStopped && workflowId !== undefined && workflows.has(workflowId))
          tell({ topic: "runs", workflowId, runId, status });
      },
      // A list that misses one refresh is refreshed by the next one.
      () => {},
    );
  });
  return () => {
    isStopped = true;
    stop();
  };
}

function lastStatus(events: readonly TraceEvent[]): RunStatus | undefined {
  return events.map((event) => statusAfter[event.type]).findLast((status) => status !== undefined);
}

async function readWorkflowId(opened: Database, runId: string): Promise<string | undefined> {
  const [row] = await opened.execute<{ workflow_id: string | null }>("select workflow_id from runs where id = $1", [
    runId,
  ]);
  return row?.workflow_id ?? undefined;
}
