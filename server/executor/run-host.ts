import { AppError } from "@/nodes/core/app-error";
import type { RunState } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import { outlast } from "@/server/db/passing-error";
import { type ClaimCondition, type ClaimedRun, claimRuns, openClaimed } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import { renewLeases } from "@/server/executor/renew-leases";
import { RunQueue } from "@/server/executor/run-queue";
import { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { logger } from "@/server/logger";

const heartbeatMs = 5_000;

/** A lease runs out after 15 s, and its run is to go on within 20. */
const lookForAbandonedMs = 4_000;

const lookForDueMs = 1_000;

/** A process that has the run in memory goes on with it in time: this much later it is taken for gone. */
const dueGraceMs = 1_500;

/** Longest that a stop waits for a database that is away. */
const stopPatienceMs = 5_000;

/** Channel on which processes that share a Postgres pass a cancel on to the holder of the run. */
export const cancelChannel = "heddle_cancel";

/** The runs that this process holds: their slots, their leases, and the queue for those that found no slot. */
export class RunHost {
  readonly services: ExecutorServices;
  readonly #slots: RunSlots;
  readonly #queue: RunQueue;
  readonly #executions = new Map<string, Execution>();
  /** Claimed, and waiting for a slot: their leases are kept alive too. */
  readonly #taking = new Set<string>();
  #heartbeat: NodeJS.Timeout | undefined;
  #lookout: NodeJS.Timeout | undefined;
  #dueWatch: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<void>) | undefined;
  #stopping = false;

  constructor(services: ExecutorServices) {
    this.services = services;
    this.#slots = new RunSlots(services.slots);
    const takes = services.slots > 0;
    this.#queue = new RunQueue(services.database, takes ? (runId) => this.#takeFromQueue(runId) : undefined);
  }

  /** The execution of a run that this process holds. */
  executionOf(runId: string): Execution | undefined {
    return this.#executions.get(runId);
  }

  liveState(runId: string): RunState | undefined {
    return this.#executions.get(runId)?.log.state;
  }

  get load(): { readonly running: number; readonly freeSlots: number } {
    return { running: this.#executions.size, freeSlots: this.#slots.free };
  }

  /**
   * Carries a new run out at once if there is a free slot, and says so; otherwise its queued state is stored, the queue
   * has it, and this execution of it is over.
   */
  accept(execution: Execution): boolean {
    const hasSlot = this.#slots.tryTake();
    if (hasSlot) this.#begin(execution);
    else this.#enqueue(execution);
    return hasSlot;
  }

  /** Throws while the server stops: a run that began now would not get far. */
  requireAccepting(): void {
    if (this.#stopping)
      throw new AppError("CANCELED", "The server is stopping. Try again in a moment.", { retryable: true });
  }

  /** Takes up what others (or an earlier life of this server) left behind. Resolves when all of it is claimed. */
  async resume(condition: ClaimCondition): Promise<number> {
    const claimed = await claimRuns(this.services, condition);
    for (const run of claimed) void this.#takeUp(run);
    return claimed.length;
  }

  /** Several processes share the database: takes up what dead ones held, and hears what is asked of its own runs. */
  async joinOthers(): Promise<number> {
    const { database } = this.services;
    this.#unlisten ??= await database.listen(cancelChannel, (runId) => this.#executions.get(runId)?.cancel());
    const look = () => (this.#slots.free === 0 ? 0 : this.resume({ abandoned: this.#slots.free }));
    this.#lookout ??= setInterval(() => {
      Promise.resolve(look()).catch((error: unknown) => logger().warn({ err: error }, "Abandoned runs were not found"));
    }, lookForAbandonedMs).unref();
    return look();
  }

  /** Looks, now and from now on, for runs that wait for a time that has come while nobody's memory holds them. */
  async watchDue(): Promise<void> {
    this.#dueWatch ??= setInterval(() => {
      for (const execution of this.#executions.values()) execution.decisions.lookAtClock();
      this.#wakeDue().catch((error: unknown) => logger().warn({ err: error }, "Runs that are due were not found"));
    }, lookForDueMs).unref();
    await this.#wakeDue();
  }

  async #wakeDue(): Promise<void> {
    const due = await this.services.database.execute<{ run_id: string }>(
      `select distinct w.run_id from waits w join runs r on r.id = w.run_id
       where w.due_at <= now() - $1::int * interval '1 millisecond' and r.status = 'waiting' limit 50`,
      [dueGraceMs],
    );
    for (const { run_id } of due) {
      if (this.#stopping || this.#executions.has(run_id)) continue;
      const execution = await this.claimFor(run_id, ["waiting"]);
      if (execution !== undefined) this.beginClaimed(execution);
    }
  }

  /** The execution of a run that nobody holds, claimed for a word from outside (a decision, a cancel). */
  async claimFor(runId: string, statuses: readonly RunStatus[]): Promise<Execution | undefined> {
    const [run] = await claimRuns(this.services, { runId, statuses });
    const execution = run === undefined ? undefined : await openClaimed(this.services, run);
    if (execution !== undefined) this.#hold(execution);
    return execution;
  }

  /** Goes on with a run that waited and was claimed for a word. It takes no slot: what is left of it is small. */
  beginClaimed(execution: Execution): void {
    execution.begin();
  }

  /** Takes runs from the queue from now on, also while it has handed none to it. */
  async work(): Promise<void> {
    await this.#queue.open();
  }

  /** Takes no more runs, and resolves when those that it carries out are over or wait, at the latest after `patienceMs`. */
  async drain(patienceMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#lookout);
    clearInterval(this.#dueWatch);
    await this.#queue.stop();
    const settled = Promise.all([...this.#executions.values()].map((execution) => execution.asked));
    const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
    await Promise.race([settled, patience]);
  }

  /** Stops without ending the runs: they go on at the next start, and no crash is counted. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    clearInterval(this.#lookout);
    clearInterval(this.#dueWatch);
    for (const execution of this.#executions.values()) execution.abandon();
    const patience = new Promise<void>((resolve) => setTimeout(resolve, stopPatienceMs).unref());
    await Promise.race([this.#giveBack(), patience]);
  }

  async #giveBack(): Promise<void> {
    await this.#unlisten?.();
    await this.#queue.stop();
    await this.services.writer.idle();
    await this.services.database.execute(
      "update runs set lease_owner = null, lease_expires_at = null where lease_owner = $1",
      [this.services.owner],
    );
  }

  /** With a slot in hand, which a run gives back when it waits for a person or is over. */
  #begin(execution: Execution): void {
    this.#hold(execution);
    execution.begin();
    void execution.asked.then(() => this.#slots.release());
  }

  #hold(execution: Execution): void {
    const { runId } = execution.log;
    this.#executions.set(runId, execution);
    const forget = () => {
      if (this.#executions.get(runId) === execution) this.#executions.delete(runId);
    };
    execution.ended.then(forget, forget);
    this.#keepLeases();
  }

  #keepLeases(): void {
    this.#heartbeat ??= setInterval(() => {
      const held = [...this.#executions.values()];
      renewLeases(this.services, held, [...this.#taking]).catch((error: unknown) =>
        logger().warn({ err: error }, "Leases could not be renewed"),
      );
    }, heartbeatMs).unref();
  }

  #enqueue(execution: Execution): void {
    const { log } = execution;
    const stored = log.committed();
    execution.abandon();
    const handOver = async () => {
      await stored;
      await outlast(() => this.#release(log.runId, log.fence), "a queued run");
      await outlast(() => this.#queue.send(log.runId), "a queued run");
    };
    handOver().catch((error: unknown) => {
      if (!log.isLost)
        logger().error({ err: error, runId: log.runId }, "A run could not be queued; it is taken up at the next start");
    });
  }

  async #release(runId: string, fence: number): Promise<void> {
    await this.services.database.execute(
      "update runs set lease_owner = null, lease_expires_at = null where id = $1 and fence = $2",
      [runId, fence],
    );
  }

  async #takeFromQueue(runId: string): Promise<void> {
    await this.#withSlot(async () => {
      const claim = () => claimRuns(this.services, { runId, statuses: ["queued"] });
      const [run] = this.#stopping ? [] : await outlast(claim, "a queued run");
      return run;
    });
  }

  async #takeUp(run: ClaimedRun): Promise<void> {
    this.#taking.add(run.id);
    this.#keepLeases();
    try {
      await this.#withSlot(async () => (this.#stopping ? undefined : run));
    } catch (error) {
      logger().error({ err: error, runId: run.id }, "An interrupted run could not be taken up");
    } finally {
      this.#taking.delete(run.id);
    }
  }

  /** Begins the run that `find` gives, once a slot is free. */
  async #withSlot(find: () => Promise<ClaimedRun | undefined>): Promise<void> {
    await this.#slots.take();
    let hasBegun = false;
    try {
      const run = await find();
      const execution = run === undefined ? undefined : await openClaimed(this.services, run);
      if (run === undefined || execution === undefined) return;
      this.#begin(execution);
      hasBegun = true;
      if (run.cancel_requested) execution.cancel();
    } finally {
      if (!hasBegun) this.#slots.release();
    }
  }
}
