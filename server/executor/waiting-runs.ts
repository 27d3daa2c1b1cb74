import { outlast } from "@/server/db/passing-error";
import { type ClaimedRun, claimRuns } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import { givePlaces, workflowsThatWait } from "@/server/executor/give-places";
import { type QueuedRun, RunQueue, type TakenJob } from "@/server/executor/run-queue";
import type { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { logger } from "@/server/logger";
import { RepeatWhileWoken } from "@/server/repeat-while-woken";

/** Channel on which processes that share a Postgres tell each other that a run waits for a slot. */
const queuedChannel = "heddle_queued";

/** So many runs at once are taken: other processes have slots too. */
const mostTaken = 4;

/** After the queue could not be asked. */
const againMs = 1_000;

/** So many runs at once are looked at for whether the queue has them. */
const mostOffered = 100;

interface WaitingRunsOptions {
  readonly services: ExecutorServices;
  readonly slots: RunSlots;
  /** Called with a slot in hand. */
  readonly carryOut: (run: ClaimedRun) => void;
}

/**
 * The runs that nobody carries out yet, and the taking of them from the queue as long as there are slots. First a run may
 * need a place among the runs of its workflow (`settings.maxRuns`). A notification tells other processes within
 * milliseconds that the queue has something.
 */
export class WaitingRuns {
  readonly #services: ExecutorServices;
  readonly #slots: RunSlots;
  readonly #carryOut: (run: ClaimedRun) => void;
  readonly #queue: RunQueue;
  readonly #taking: RepeatWhileWoken;
  /** Workflows of which runs were seen to wait for a place. */
  readonly #limited = new Set<string>();
  /** There was no slot for all that wait: the next one that gets free looks again. */
  #mayWait = false;
  /** Runs of this process that are on their way into the queue. */
  #onTheirWay = 0;
  #isStopping = false;
  #unlisten: (() => Promise<void>) | undefined;

  constructor({ services, slots, carryOut }: WaitingRunsOptions) {
    this.#services = services;
    this.#slots = slots;
    this.#carryOut = carryOut;
    this.#taking = new RepeatWhileWoken(
      () => this.#take(),
      (error) => {
        logger().error({ err: error }, "Runs that wait for a slot could not be taken");
        setTimeout(() => void this.wake(), againMs).unref();
      },
    );
    this.#queue = new RunQueue(services.database);
  }

  /** Whether runs wait for a slot of this process: a new one has to line up behind them. */
  get haveNoSlot(): boolean {
    return this.#mayWait || this.#onTheirWay > 0;
  }

  /** Takes what waits, as far as there are slots. */
  wake(): Promise<void> {
    return this.#taking.wake();
  }

  /** Gives a slot back: what waits for one goes on. */
  releaseSlot(): void {
    this.#slots.release();
    if (this.#mayWait) void this.wake();
  }

  async listen(): Promise<void> {
    const wake = () => void this.wake();
    this.#unlisten ??= await this.#services.database.listen(queuedChannel, wake, wake);
  }

  /** Looks for jobs from now on, also while this process has handed none over. */
  async work(): Promise<void> {
    await this.#queue.open();
    await this.wake();
  }

  /** Takes what has come back into the queue since the last word of it. */
  async look(): Promise<void> {
    if (this.#queue.isOpen) await this.wake();
  }

  /** Takes no more runs. */
  async drain(): Promise<void> {
    this.#isStopping = true;
    await this.#unlisten?.();
    this.#unlisten = undefined;
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }

  /** Hands a new run over. Its row says from the start that nobody holds it: it may be taken before this process knows. */
  async add({ log, workflowId, placeLimit }: Execution): Promise<void> {
    const priority = log.newRun?.priority ?? 0;
    if (log.newRun !== undefined) log.newRun = { ...log.newRun, queued: { placeLimit } };
    if (workflowId === null || placeLimit === undefined)
      return this.#enqueue([{ id: log.runId, priority }], log.committed());
    await log.committed();
    this.#limited.add(workflowId);
    await this.#givePlaces(workflowId);
  }

  /** A run is over: another one of its workflow may wait for its place. */
  async passPlaceOn({ workflowId, placeLimit }: Execution): Promise<void> {
    if (workflowId === null) return;
    if (placeLimit !== undefined || this.#limited.has(workflowId)) await this.#givePlaces(workflowId);
  }

  /** Wherever a place is free although runs wait for it: who would have given it away is gone. */
  async giveAllPlaces(): Promise<void> {
    for (const workflowId of await workflowsThatWait(this.#services.database)) {
      this.#limited.add(workflowId);
      await this.#givePlaces(workflowId);
    }
  }

  /** Puts into the queue what should be there and is not: who wrote the run's row died before it came to that. */
  async offerForgotten(): Promise<void> {
    const runs = await this.#services.database.execute<QueuedRun>(
      `select id, priority from runs where status in ('queued', 'running') and place_limit is null and lease_owner is null
       order by priority desc, id limit $1`,
      [mostOffered],
    );
    await this.offer(runs);
  }

  /** Hands runs to whoever has a slot: this process first, unless others wait for its slots. */
  async offer(runs: readonly QueuedRun[]): Promise<void> {
    let here = 0;
    while (here < runs.length && !this.haveNoSlot && !this.#isStopping && this.#slots.tryTake()) here += 1;
    const own = runs.slice(0, here).map(({ id }) => id);
    if (here > 0) await this.#begin(own, here);
    await this.#enqueue(runs.slice(here));
  }

  /** `stored`: resolves when the runs' rows are there. */
  async #enqueue(runs: readonly QueuedRun[], stored?: Promise<void>): Promise<void> {
    if (runs.length === 0) return;
    this.#onTheirWay += 1;
    try {
      await stored;
      await outlast(() => this.#queue.offer(runs), "queued runs");
    } finally {
      this.#onTheirWay -= 1;
    }
    void this.wake();
    const { database } = this.#services;
    if (database.kind === "postgres") await outlast(() => database.notify(queuedChannel, ""), "queued runs");
  }

  async #givePlaces(workflowId: string): Promise<void> {
    await this.offer(await outlast(() => givePlaces(this.#services.database, workflowId), "places of a workflow"));
  }

  async #take(): Promise<void> {
    for (;;) {
      let slots = 0;
      while (!this.#isStopping && slots < mostTaken && this.#slots.tryTake()) slots += 1;
      this.#mayWait = slots === 0 && !this.#isStopping;
      if (slots === 0) return;
      const jobs = await this.#beginNext(slots);
      if (jobs < slots) return;
    }
  }

  /** Gives how many jobs there were. */
  async #beginNext(slots: number): Promise<number> {
    let jobs: TakenJob[] = [];
    try {
      jobs = await outlast(() => this.#queue.take(slots), "queued runs");
    } finally {
      this.#release(slots - jobs.length);
    }
    if (jobs.length === 0) return 0;
    const ids = jobs.map(({ runId }) => runId);
    await this.#begin(ids, jobs.length);
    await outlast(() => this.#queue.done(jobs), "queued runs");
    return jobs.length;
  }

  /** With so many slots in hand, for those of the runs that are nobody's; what is left of the slots is given back. */
  async #begin(runIds: readonly string[], slots: number): Promise<void> {
    let begun = 0;
    try {
      for (const run of await outlast(() => claimRuns(this.#services, { queued: runIds }), "queued runs")) {
        begun += 1;
        this.#carryOut(run);
      }
    } finally {
      this.#release(slots - begun);
    }
  }

  #release(slots: number): void {
    for (let left = slots; left > 0; left -= 1) this.#slots.release();
  }
}
