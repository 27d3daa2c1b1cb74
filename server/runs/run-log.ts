import { applyEvent, emptyRunState, type RunState } from "@/nodes/core/run-state";
import { lastEventTypes, type NewTraceEvent, type TraceEvent } from "@/nodes/core/trace-event";
import type { Durability } from "@/nodes/core/workflow";
import type { EventWriter } from "@/server/runs/event-writer";

/** What the log of a run needs to know to make the run's row, when the run is new. */
export interface NewRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly workflowId: string | null;
  readonly graphHash: string;
  readonly durability: Durability;
  readonly trigger: string;
  readonly idempotencyKey?: string;
  readonly options?: Record<string, unknown>;
}

/**
 * The log of one run in the hands of the process that holds its lease. `append` gives an event its place and folds it;
 * the writer commits it together with those of other runs. Nothing is published before it is committed, except with
 * durability `result`, where events are live only and stored when the run fails.
 */
export class RunLog {
  readonly state: RunState;
  readonly durability: Durability;
  readonly fence: number;
  /** Still to be created in the database with the next flush. */
  newRun?: NewRun;
  /** Appended and not yet handed to a flush. */
  pending: TraceEvent[] = [];
  /** With durability `result`: what was shown and not stored. */
  #unstored: TraceEvent[] = [];
  /** Node types by node id, for the rows of nodes that cost something; pure nodes are absent. */
  readonly costly: ReadonlyMap<string, string>;
  /** Rejects what waits and stops the execution: another process holds the run now. */
  readonly onLost: () => void;
  readonly #writer: EventWriter;
  /** Seq of the last event that is to be stored, and of the last one that is. */
  #storedUpTo = 0;
  #committedUpTo = 0;
  #waiters: { readonly seq: number; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];

  constructor(options: {
    runId: string;
    durability: Durability;
    fence: number;
    writer: EventWriter;
    newRun?: NewRun;
    state?: RunState;
    costly: ReadonlyMap<string, string>;
    onLost: () => void;
  }) {
    this.state = options.state ?? emptyRunState(options.runId);
    this.durability = options.durability;
    this.fence = options.fence;
    this.newRun = options.newRun;
    this.costly = options.costly;
    this.onLost = options.onLost;
    this.#writer = options.writer;
    this.#storedUpTo = this.#committedUpTo = this.state.lastSeq;
  }

  get runId(): string {
    return this.state.runId;
  }

  append(event: NewTraceEvent): void {
    const placed = { runId: this.state.runId, seq: this.state.lastSeq + 1, at: Date.now(), ...event } as TraceEvent;
    applyEvent(this.state, placed);
    if (this.durability === "steps") this.pending.push(placed);
    else this.#appendLive(placed);
    const last = this.pending.at(-1);
    if (last === undefined) return;
    this.#storedUpTo = last.seq;
    this.#writer.schedule(this);
  }

  /** Start and end are stored; what lies between is shown at once, and kept for the case that the run fails. */
  #appendLive(event: TraceEvent): void {
    if (event.type === "run.failed") {
      this.pending.push(...this.#unstored, event);
      this.#unstored = [];
    } else if (event.type === "run.queued" || lastEventTypes.has(event.type)) {
      this.pending.push(event);
    } else {
      this.#unstored.push(event);
      this.#writer.publishLive(event);
    }
  }

  /** Resolves when everything that was appended so far (and is to be stored) is committed. */
  committed(): Promise<void> {
    const seq = this.#storedUpTo;
    if (seq <= this.#committedUpTo) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ seq, resolve, reject }));
  }

  /** For the writer: what is to be written now. */
  take(): TraceEvent[] {
    const events = this.pending;
    this.pending = [];
    return events;
  }

  /** For the writer: everything up to this event is committed. */
  settle(seq: number): void {
    this.#committedUpTo = seq;
    const done = this.#waiters.filter((waiter) => waiter.seq <= seq);
    if (done.length > 0) this.#waiters = this.#waiters.filter((waiter) => waiter.seq > seq);
    for (const waiter of done) waiter.resolve();
  }

  /** For the writer: the lease is lost, nothing of this run is written any more. */
  lose(error: unknown): void {
    this.pending = [];
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    this.onLost();
  }
}
