import { AppError } from "@/nodes/core/app-error";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import { applyEvent, emptyRunState, type RunState } from "@/nodes/core/run-state";
import type { NewTraceEvent, TraceEvent } from "@/nodes/core/trace-event";
import type { Durability } from "@/nodes/core/workflow";
import type { Effect, EffectOfEvent } from "@/server/runs/effect";
import type { EventWriter } from "@/server/runs/event-writer";
import { endsWait } from "@/server/runs/wait-rows";

/** What the log of a run needs to know to make the run's row, when the run is new. */
export interface NewRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly workflowId: string | null;
  readonly graphHash: string;
  readonly durability: Durability;
  readonly trigger: string;
  /** Among the runs that wait in the queue: higher first. */
  readonly priority: number;
  readonly idempotencyKey?: string;
  readonly options?: Record<string, unknown>;
  /** Set where its maker does not carry it out: nobody holds the run, and whoever has room takes it. */
  readonly queued?: UnheldRun;
}

export interface UnheldRun {
  /** It waits until fewer than so many runs of its workflow are under way. */
  readonly placeLimit?: number;
}

export interface RunLogOptions {
  readonly runId: string;
  readonly workspaceId: string;
  readonly durability: Durability;
  readonly fence: number;
  readonly writer: EventWriter;
  readonly newRun?: NewRun;
  readonly state?: RunState;
  /** Times in a row that the run's process died; 0 for a new run. */
  readonly crashes?: number;
  readonly costly: ReadonlyMap<string, string>;
  /** What an event brings along by itself, whoever appends it: what a run's end has to write elsewhere, say. */
  readonly effectOf?: EffectOfEvent;
  /** Another process holds the run now, or it never came to be: nothing of it is written any more. */
  readonly onLost: () => void;
  /** The database refuses something of the run for good. Its end may still be appended, once. */
  readonly onRefused?: (error: unknown) => void;
}

/**
 * The log of one run in the hands of the process that holds its lease. `append` gives an event its place and folds it;
 * the writer commits it together with those of other runs. Nothing is published before it is committed, except with
 * durability `result`, where what nodes do is live only, and stored when the run fails.
 */
export class RunLog {
  readonly state: RunState;
  readonly workspaceId: string;
  readonly durability: Durability;
  readonly fence: number;
  /** Still to be created in the database with the next flush. */
  newRun?: NewRun;
  /** For the writer: what the run's row shows since its last change. */
  projected?: Pick<RunState, "status" | "usage">;
  crashes: number;
  /** Node types by node id, for the rows of nodes that cost something; pure nodes are absent. */
  readonly costly: ReadonlyMap<string, string>;
  readonly #options: RunLogOptions;
  /** Appended and not yet handed to a flush. */
  #pending: TraceEvent[] = [];
  /** What is to be committed with them. */
  #effects: Effect[] = [];
  /** With durability `result`: what is not stored unless the run fails. */
  #unstored: TraceEvent[] = [];
  /** With durability `result`: what began or ended to wait. It is not stored, but the inbox shows it. */
  #waits: TraceEvent[] = [];
  readonly #live = new Set<string>();
  /** Live events that stand behind one that is still to be committed: they are shown after it. */
  #held: TraceEvent[] = [];
  /** Seq of the last event that is to be stored, of the last one that is, and of the last one that was shown. */
  #storedUpTo: number;
  #committedUpTo: number;
  #shownUpTo: number;
  #waiters: { readonly seq: number; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  /** For the writer: keys of the node runs that wait, as far as they are written. */
  readonly waiting: Set<string>;
  readonly #ended = new Map<string, NodeRun>();
  #isRefused = false;
  #lost: unknown;

  constructor(options: RunLogOptions) {
    this.state = options.state ?? emptyRunState(options.runId);
    this.workspaceId = options.workspaceId;
    this.durability = options.durability;
    this.fence = options.fence;
    this.newRun = options.newRun;
    this.crashes = options.crashes ?? 0;
    this.costly = options.costly;
    this.#options = options;
    const waiting = [...this.state.nodeRuns].filter(([, nodeRun]) => nodeRun.status === "waiting");
    this.waiting = new Set(waiting.map(([key]) => key));
    this.#storedUpTo = this.#committedUpTo = this.#shownUpTo = this.state.lastSeq;
  }

  get runId(): string {
    return this.state.runId;
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** How many events were appended that are to be stored and are not yet. */
  get uncommitted(): number {
    return this.#storedUpTo - this.#committedUpTo;
  }

  /**
   * `effects` commit with the event or not at all. With durability `result` those of what nodes do commit with the next
   * event that is stored.
   */
  append(event: NewTraceEvent, ...effects: readonly Effect[]): void {
    if (this.isLost) return;
    const placed = { runId: this.state.runId, seq: this.state.lastSeq + 1, at: Date.now(), ...event } as TraceEvent;
    applyEvent(this.state, placed);
    if (nodeEnds.has(placed.type)) this.#noteEnd(placed);
    this.#effects.push(...effects);
    const own = this.#options.effectOf?.(placed, this.state);
    if (own !== undefined) this.#effects.push(own);
    if (this.durability === "steps" || !("nodeId" in placed)) this.#store(placed);
    else this.#show(placed);
  }

  /** The item around it may be folded away before this is written. */
  #noteEnd(event: TraceEvent): void {
    if (!("nodeId" in event) || !this.costly.has(event.nodeId) || this.durability === "result") return;
    const key = nodeRunKey(event.nodeId, event.path);
    const nodeRun = this.state.nodeRuns.get(key);
    if (nodeRun !== undefined) this.#ended.set(key, nodeRun);
  }

  #store(event: TraceEvent): void {
    if (event.type === "run.failed") this.#pending.push(...this.#unstored.splice(0));
    this.#pending.push(event);
    this.#storedUpTo = event.seq;
    this.#options.writer.schedule(this, isPatient(event));
  }

  #show(event: TraceEvent): void {
    this.#unstored.push(event);
    this.#noteWait(event);
    if (this.#storedUpTo > this.#committedUpTo) this.#held.push(event);
    else this.#publish([event]);
  }

  #noteWait(event: TraceEvent): void {
    const key = "nodeId" in event ? nodeRunKey(event.nodeId, event.path) : "";
    if (event.type === "node.waiting") this.#live.add(key);
    else if (!this.#live.has(key) || !endsWait(event)) return;
    else this.#live.delete(key);
    this.#waits.push(event);
    this.#options.writer.schedule(this, false);
  }

  #publish(events: readonly TraceEvent[]): void {
    const fresh = events.filter((event) => event.seq > this.#shownUpTo);
    if (fresh.length === 0) return;
    this.#shownUpTo = (fresh.at(-1) as TraceEvent).seq;
    this.#options.writer.publish(this.runId, fresh);
  }

  /** Resolves when everything that was appended so far (and is to be stored) is committed. */
  committed(): Promise<void> {
    if (this.isLost) return Promise.reject(this.#lost);
    const seq = this.#storedUpTo;
    if (seq <= this.#committedUpTo) return Promise.resolve();
    this.#options.writer.hurry();
    return new Promise((resolve, reject) => this.#waiters.push({ seq, resolve, reject }));
  }

  /** Whether everything that was appended so far came to be stored; not where another process holds the run now. */
  async isStored(): Promise<boolean> {
    while (!this.isLost) {
      try {
        await this.committed();
        return true;
      } catch {
        // Where something was refused, the run's end follows.
      }
    }
    return false;
  }

  /** For the writer: what is to be written now. */
  take(): TraceEvent[] {
    return this.#pending.splice(0);
  }

  /** For the writer: what is to be committed with what it took. */
  takeEffects(): Effect[] {
    return this.#effects.splice(0);
  }

  /** For the writer: what began or ended to wait without being stored. */
  takeWaits(): TraceEvent[] {
    return this.#waits.splice(0);
  }

  get hasWaits(): boolean {
    return this.#waits.length > 0;
  }

  /** For the writer: the node runs that cost something and ended since it asked last, as they were at their end. */
  takeEnded(): NodeRun[] {
    const ended = [...this.#ended.values()];
    this.#ended.clear();
    return ended;
  }

  /** For the writer: these are committed. Shows them, and what was live behind them. */
  settle(events: readonly TraceEvent[]): void {
    const seq = events.at(-1)?.seq ?? this.#committedUpTo;
    this.#committedUpTo = seq;
    this.#publish(events);
    if (this.#committedUpTo === this.#storedUpTo && this.#held.length > 0) this.#publish(this.#held.splice(0));
    const done = this.#waiters.filter((waiter) => waiter.seq <= seq);
    if (done.length > 0) this.#waiters = this.#waiters.filter((waiter) => waiter.seq > seq);
    for (const waiter of done) waiter.resolve();
  }

  /** For the writer: the lease is lost, nothing of this run is written any more. */
  lose(error: unknown): void {
    this.#lost = error;
    this.#forget(error);
    this.#options.onLost();
  }

  /** For the writer: what was taken last can never be stored. What follows is the run's end, or the run is lost. */
  refuse(error: unknown): void {
    const { onRefused } = this.#options;
    if (this.#isRefused || onRefused === undefined) {
      this.lose(error);
      return;
    }
    this.#isRefused = true;
    this.#forget(error);
    this.state.output = null;
    this.#committedUpTo = this.#storedUpTo;
    onRefused(error);
  }

  #forget(error: unknown): void {
    this.#pending = [];
    this.#effects = [];
    this.#unstored = [];
    this.#held = [];
    this.#waits = [];
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
  }
}

const nodeEnds: ReadonlySet<TraceEvent["type"]> = new Set(["node.completed", "node.failed", "node.canceled"]);

/** Nothing that was done is lost with it: what begins is begun again, and a mere span is there to be looked at. */
function isPatient(event: TraceEvent): boolean {
  return (
    event.type === "span.started" ||
    event.type === "span.noted" ||
    event.type === "node.logged" ||
    (event.type === "span.ended" && !("result" in event))
  );
}

/** Why a run was not created: its idempotency key belongs to another one. */
export function keyTaken(runId: string): AppError {
  return new AppError("CONFLICT", `Run ${runId} was not created: there is one with its idempotency key.`);
}
