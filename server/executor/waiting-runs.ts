import { outlast } from "@/server/db/passing-error";
import { type ClaimedRun, claimRuns } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import { givePlaces, workflowsThatWait } from "@/server/executor/give-places";
import { RunQueue } from "@/server/executor/run-queue";
import type { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { logger } from "@/server/logger";
import { RepeatWhileWoken } from "@/server/repeat-while-woken";

/** Channel on which processes that share a Postgres tell each other that a run waits for a slot. */
const queuedChannel = "heddle_queued";

/** So many runs at once are taken: other processes have slots too. */
const mostTaken = 4;

interface WaitingRunsOptions {
  readonly services: ExecutorServices;
  readonly slots: RunSlots;
  /** Called with a slot in hand. */
  readonly carryOut: (run: ClaimedRun) => void;
}

/**
 * The runs that nobody carries out yet. Their rows are the queue, oldest first: whoever has a slot takes some. First they
 * may need a place among the runs of their workflow (`settings.maxRuns`). A notification tells of them within
 * milliseconds, and the job of a `RunQueue` once more, should nobody have heard it.
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
  #isStopping = false;
  #unlisten: (() => Promise<void>) | undefined;

  constructor({ services, slots, carryOut }: WaitingRunsOptions) {
    this.#services = services;
    this.#slots = slots;
    this.#carryOut = carryOut;
    this.#taking = new RepeatWhileWoken(
      () => this.#take(),
      (error) => logger().error({ err: error }, "Runs that wait for a slot could not be taken"),
    );
    this.#queue = new RunQueue(services.database, services.slots > 0 ? () => this.wake() : undefined);
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

  /** Hears jobs from now on, also while this process has handed none over. */
  async work(): Promise<void> {
    await this.#queue.open();
  }

  /** Takes no more runs. */
  async drain(): Promise<void> {
    this.#isStopping = true;
    await this.#unlisten?.();
    this.#unlisten = undefined;
    await this.#queue.stop();
  }

  /** Hands a new run over. Its row says from the start that nobody holds it: it may be taken before this process knows. */
  async add({ log, workflowId, placeLimit }: Execution): Promise<void> {
    if (log.newRun !== undefined) log.newRun = { ...log.newRun, queued: { placeLimit } };
    await log.committed();
    if (workflowId === null || placeLimit === undefined) return this.#offer([log.runId]);
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

  /** Tells other processes that runs wait which nobody holds. */
  async announce(): Promise<void> {
    const { database } = this.#services;
    if (database.kind === "postgres") await database.notify(queuedChannel, "");
  }

  async #givePlaces(workflowId: string): Promise<void> {
    await this.#offer(await outlast(() => givePlaces(this.#services.database, workflowId), "places of a workflow"));
  }

  async #offer(runIds: readonly string[]): Promise<void> {
    if (runIds.length === 0) return;
    void this.wake();
    await outlast(() => this.announce(), "a queued run");
    for (const runId of runIds) await outlast(() => this.#queue.send(runId), "a queued run");
  }

  async #take(): Promise<void> {
    for (;;) {
      let slots = 0;
      while (!this.#isStopping && slots < mostTaken && this.#slots.tryTake()) slots += 1;
      this.#mayWait = slots === 0 && !this.#isStopping;
      if (slots === 0) return;
      const runs = await this.#claim(slots);
      for (const run of runs) this.#carryOut(run);
      if (runs.length < slots) return;
    }
  }

  /** Those that are found have the slots; what is left of the slots is given back. */
  async #claim(slots: number): Promise<ClaimedRun[]> {
    let found = 0;
    try {
      const runs = await outlast(() => claimRuns(this.#services, { unheld: slots }), "queued runs");
      found = runs.length;
      return runs;
    } finally {
      for (let left = slots - found; left > 0; left -= 1) this.#slots.release();
    }
  }
}
