import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { runEventsChannel } from "@/server/runs/flush-statement";
import { readEvents } from "@/server/runs/read-events";
import type { RunBus } from "@/server/runs/run-bus";

export interface TraceListener {
  /** In order, each once; called as soon as they are known. */
  readonly onEvents: (events: readonly TraceEvent[]) => void;
  /** After the run's last event: nothing follows. */
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The trace of a run after `after`, stored and live, without a gap or a double: it listens first, then reads what is
 * stored, then follows. Returns what stops it.
 */
export function streamTrace(
  database: Database,
  bus: RunBus,
  runId: string,
  after: number,
  listener: TraceListener,
): () => void {
  let last = after;
  let early: TraceEvent[] | undefined = [];
  let isDone = false;
  let unlisten: (() => Promise<void>) | undefined;

  const stop = () => {
    isDone = true;
    unsubscribe();
    void unlisten?.().catch(() => {});
  };
  const unsubscribe = bus.subscribe(runId, (events) => {
    if (early === undefined) deliver(events);
    else early.push(...events);
  });

  function deliver(events: readonly TraceEvent[]): void {
    if (isDone) return;
    const fresh = events.filter((event) => event.seq > last);
    if (fresh.length === 0) return;
    last = (fresh.at(-1) as TraceEvent).seq;
    listener.onEvents(fresh);
    if (lastEventTypes.has((fresh.at(-1) as TraceEvent).type)) end();
  }

  function end(): void {
    stop();
    listener.onEnd();
  }

  async function look(): Promise<void> {
    deliver(await readEvents(database, runId, last));
  }

  const lookAgain = () => void look().catch(fail);

  async function begin(): Promise<void> {
    await listenToOthers();
    await look();
    const missed = early ?? [];
    early = undefined;
    deliver(missed);
    // Asked for what follows its last event, or its events were deleted: nothing will come.
    if (!isDone && (await isOver(database, runId))) {
      await look();
      if (!isDone) return end();
    }
  }

  /** Where several processes share the database, another one may carry the run out. */
  async function listenToOthers(): Promise<void> {
    if (database.kind !== "postgres") return;
    unlisten = await database.listen(runEventsChannel, (id) => id === runId && lookAgain(), lookAgain);
    if (isDone) await unlisten();
  }

  function fail(error: unknown): void {
    if (isDone) return;
    stop();
    listener.onError(error);
  }

  begin().catch(fail);
  return stop;
}

async function isOver(database: Database, runId: string): Promise<boolean> {
  const [row] = await database.execute<{ status: RunStatus }>("select status from runs where id = $1", [runId]);
  return row === undefined || isRunOver(row.status);
}
