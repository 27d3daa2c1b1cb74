import { isRunOver } from "@/nodes/core/run-status";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";
import { waitsForPerson } from "@/nodes/core/waits-for-person";
import { database } from "@/server/db/database";
import type { StartedRun } from "@/server/executor/start-run";
import { getRun, readRunRow } from "@/server/runs/get-run";
import { inlineRunValues } from "@/server/runs/inline-run-values";
import { runBus } from "@/server/runs/run-bus";
import { type RunView, toRunView } from "@/server/runs/run-view";
import { streamTrace } from "@/server/runs/stream-trace";

export interface Patience {
  readonly ms: number;
  /** Whoever asked is gone. */
  readonly signal?: AbortSignal;
}

/** The run when it is over or waits for a person, not for a time; undefined when neither comes in time. */
export async function waitForRun(
  workspaceId: string,
  started: StartedRun,
  { ms, signal }: Patience,
): Promise<RunView | undefined> {
  const until = performance.now() + ms;
  const settled = isHere(started) ? settlesHere : settlesElsewhere;
  for (;;) {
    if (!(await settled(workspaceId, started, until - performance.now(), signal))) return undefined;
    const view = await viewOf(workspaceId, started);
    // It may have been answered, and gone on, since then.
    if (isSettled(view)) return view;
  }
}

function isHere({ state, frame }: StartedRun): boolean {
  return state !== undefined && frame !== undefined;
}

async function viewOf(workspaceId: string, { runId, state, frame, isStored }: StartedRun): Promise<RunView> {
  const opened = await database();
  if (state === undefined || frame === undefined) return getRun(opened, workspaceId, runId);
  const view = toRunView(state, frame);
  return (await isStored?.()) === false ? getRun(opened, workspaceId, runId) : inlineRunValues(opened, view);
}

function isSettled({ status, nodes }: Pick<RunView, "status" | "nodes">): boolean {
  if (status !== "waiting") return isRunOver(status);
  return nodes.some(({ waiting }) => waiting !== undefined && waiting.reason !== "timer");
}

/** The events come after their commit, so that what is answered is stored. */
function settlesHere(
  workspaceId: string,
  { runId, state, ended }: StartedRun,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return firstOf(ms, signal, (finish) => {
    const asks = () => state !== undefined && waitsForPerson(state);
    const unsubscribe = runBus().subscribe(runId, (events) => {
      if (asks() || events.some((event) => lastEventTypes.has(event.type))) finish(true);
    });
    // Another process has taken the run over, or it was over before this listened.
    ended?.then(
      () => finish(true),
      () => finish(false),
    );
    // It may have waited before this listened: then no event comes, and its row says so.
    if (asks()) isStoredAsSettled(workspaceId, runId).then((is) => is && finish(true), ignore);
    return unsubscribe;
  });
}

async function isStoredAsSettled(workspaceId: string, runId: string): Promise<boolean> {
  const opened = await database();
  const { status } = await readRunRow(opened, workspaceId, runId);
  if (status !== "waiting") return isRunOver(status);
  const asking = await opened.execute("select 1 from waits where run_id = $1 and reason <> 'timer' limit 1", [runId]);
  return asking.length > 0;
}

async function settlesElsewhere(
  workspaceId: string,
  { runId }: StartedRun,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const opened = await database();
  if (await isStoredAsSettled(workspaceId, runId)) return true;
  return firstOf(ms, signal, (finish) =>
    streamTrace(opened, runBus(), runId, 0, {
      onEvents: (events) => {
        if (waitsAfter(events)) isStoredAsSettled(workspaceId, runId).then((is) => is && finish(true), ignore);
      },
      onEnd: () => finish(true),
      onError: () => finish(false),
    }),
  );
}

/** What follows a question, such as the end of a span, does not answer it. */
function waitsAfter(events: readonly TraceEvent[]): boolean {
  return events.some(({ type }) => type === "run.waiting" || type === "node.waiting");
}

function firstOf(
  ms: number,
  signal: AbortSignal | undefined,
  begin: (finish: (result: boolean) => void) => () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    let isOver = signal?.aborted === true || ms <= 0;
    const finish = (result: boolean) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
      stop?.();
      resolve(result);
    };
    if (isOver) return resolve(false);
    const timer = setTimeout(() => finish(false), ms);
    const leave = () => finish(false);
    signal?.addEventListener("abort", leave);
    stop = begin(finish);
    if (isOver) stop();
  });
}

const ignore = () => {};
