import type { RunStatus } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { advanceTo, type Cursors, encodeCursors } from "@/server/api/live/cursors";
import { followRunStatus } from "@/server/api/live/follow-run-status";
import { MessageQueue } from "@/server/api/live/message-queue";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { runBus } from "@/server/runs/run-bus";
import { streamTrace } from "@/server/runs/stream-trace";
import { listUpdates, type WorkflowUpdate } from "@/server/workflows/list-updates";
import { workflowBus } from "@/server/workflows/workflow-bus";

export type LiveMessage =
  | { readonly topic: "run"; readonly runId: string; readonly events: readonly TraceEvent[] }
  | { readonly topic: "workflow"; readonly workflowId: string; readonly updates: readonly WorkflowUpdate[] }
  /** A run of a followed workflow was started, waits, goes on, or ended. */
  | { readonly topic: "runs"; readonly workflowId: string; readonly runId: string; readonly status: RunStatus };

export interface FollowTopics {
  readonly workspaceId: string;
  readonly runs: readonly { readonly id: string; readonly after: number }[];
  readonly workflows: readonly { readonly id: string; readonly after: number }[];
  /** Where an earlier connection with these topics got to. */
  readonly lastEventId?: string | null;
}

export interface Followed {
  /** All cursors after this message. */
  readonly id: string;
  readonly message: LiveMessage;
}

const mostBehind = 20_000;

/** Everything live that one tab looks at, from its cursors on, until `signal` aborts. What is not there is passed over. */
export async function* followTopics(
  request: FollowTopics,
  signal: AbortSignal,
): AsyncGenerator<Followed, void, undefined> {
  const opened = await database();
  const cursors = await openCursors(opened, request);
  const queue = new MessageQueue<LiveMessage>(mostBehind);
  const stops = [
    ...[...cursors.runs].map(([runId, after]) => followRun(opened, runId, after, queue)),
    followWorkflows(opened, cursors.workflows, queue),
    followRunStatus(opened, new Set(cursors.workflows.keys()), (message) => queue.push(message)),
  ];
  const close = () => queue.close();
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  try {
    for await (const message of queue.read()) {
      moveOn(cursors, message);
      yield { id: encodeCursors(cursors), message };
    }
  } finally {
    signal.removeEventListener("abort", close);
    for (const stop of stops) stop();
  }
}

/** Those of this workspace alone. */
async function openCursors(
  opened: Database,
  { workspaceId, runs, workflows, lastEventId }: FollowTopics,
): Promise<Cursors> {
  const known = async (table: "runs" | "workflows", topics: FollowTopics["runs"]) => {
    if (topics.length === 0) return new Map<string, number>();
    const rows = await opened.execute<{ id: string }>(
      `select id from ${table} where workspace_id = $1 and id = any($2)`,
      [workspaceId, topics.map(({ id }) => id)],
    );
    const there = new Set(rows.map(({ id }) => id));
    return new Map(topics.filter(({ id }) => there.has(id)).map(({ id, after }) => [id, after]));
  };
  const cursors = { runs: await known("runs", runs), workflows: await known("workflows", workflows) };
  advanceTo(cursors, lastEventId);
  return cursors;
}

function followRun(opened: Database, runId: string, after: number, queue: MessageQueue<LiveMessage>): () => void {
  return streamTrace(opened, runBus(), runId, after, {
    onEvents: (events) => queue.push({ topic: "run", runId, events }),
    // The other topics go on.
    onEnd: () => {},
    onError: (error) => queue.fail(error),
  });
}

/** Listens first, then reads; each hint reads again from where the last reading ended. */
function followWorkflows(
  opened: Database,
  after: ReadonlyMap<string, number>,
  queue: MessageQueue<LiveMessage>,
): () => void {
  const at = new Map(after);
  const reading = new Map<string, Promise<void>>();
  const read = async (workflowId: string) => {
    const updates = await listUpdates(opened, workflowId, at.get(workflowId) ?? 0);
    if (updates.length === 0) return;
    at.set(workflowId, (updates.at(-1) as WorkflowUpdate).revision);
    queue.push({ topic: "workflow", workflowId, updates });
  };
  const look = (workflowId: string) => {
    const next = (reading.get(workflowId) ?? Promise.resolve()).then(() => read(workflowId));
    reading.set(
      workflowId,
      next.catch((error: unknown) => queue.fail(error)),
    );
  };
  const stop = workflowBus().subscribe((workflowId) => at.has(workflowId) && look(workflowId));
  for (const workflowId of at.keys()) look(workflowId);
  return stop;
}

function moveOn(cursors: Cursors, message: LiveMessage): void {
  if (message.topic === "run") cursors.runs.set(message.runId, message.events.at(-1)?.seq ?? 0);
  if (message.topic === "workflow") cursors.workflows.set(message.workflowId, message.updates.at(-1)?.revision ?? 0);
}
