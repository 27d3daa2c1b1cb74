import { isRunOver } from "@/nodes/core/run-status";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";
import { database } from "@/server/db/database";
import type { StartedRun } from "@/server/executor/start-run";
import { getRun } from "@/server/runs/get-run";
import { inlineRunValues } from "@/server/runs/inline-run-values";
import { runBus } from "@/server/runs/run-bus";
import { type RunView, toRunView } from "@/server/runs/run-view";
import { streamTrace } from "@/server/runs/stream-trace";

/** The run when it is over or waits for a person; undefined when neither comes within `ms`. */
export async function waitForRun(workspaceId: string, started: StartedRun, ms: number): Promise<RunView | undefined> {
  const { state, frame } = started;
  if (state !== undefined && frame !== undefined) {
    if (!(await settles(started, ms))) return undefined;
    return inlineRunValues(await database(), toRunView(state, frame));
  }
  const view = await getRun(await database(), workspaceId, started.runId);
  if (isSettled(view)) return view;
  if (!(await settlesElsewhere(started.runId, ms))) return undefined;
  return getRun(await database(), workspaceId, started.runId);
}

function isSettled(view: RunView): boolean {
  return isRunOver(view.status) || view.status === "waiting";
}

function settling(event: TraceEvent): boolean {
  return event.type === "run.waiting" || lastEventTypes.has(event.type);
}

/** The events come after their commit, so that what is answered is stored. */
function settles({ runId, ended }: StartedRun, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (result: boolean) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(result);
    };
    const timer = setTimeout(() => finish(false), ms);
    const unsubscribe = runBus().subscribe(runId, (events) => {
      if (events.some(settling)) finish(true);
    });
    // Another process has taken the run over, or it was over before this listened.
    ended?.then(
      () => finish(true),
      () => finish(false),
    );
  });
}

async function settlesElsewhere(runId: string, ms: number): Promise<boolean> {
  const opened = await database();
  return new Promise((resolve) => {
    const finish = (result: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(result);
    };
    const timer = setTimeout(() => finish(false), ms);
    const stop = streamTrace(opened, runBus(), runId, 0, {
      onEvents: (events) => events.at(-1)?.type === "run.waiting" && finish(true),
      onEnd: () => finish(true),
      onError: () => finish(false),
    });
  });
}
