import { AppError } from "@/nodes/core/app-error";
import type { RunState } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import { type ClaimCondition, type ClaimedRun, claimRuns } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import { openClaimed } from "@/server/executor/open-claimed";
import { hearDecisions } from "@/server/executor/relay-decision";
import { renewLeases } from "@/server/executor/renew-leases";
import type { QueuedRun } from "@/server/executor/run-queue";
import { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { TakeOver } from "@/server/executor/take-over";
import { WaitingRuns } from "@/server/executor/waiting-runs";
import { logger } from "@/server/logger";

const heartbeatMs = 5_000;

/** A lease runs out after 15 s, and its run is to go on within 20. */
const lookForAbandonedMs = 2_000;

/** Every so many looks: who forgets to queue a run is rare. */
const looksPerSweep = 5;

const lookForDueMs = 1_000;

/** A process that has the run in memory goes on with it in time: this much later it is taken for gone. */
const dueGraceMs = 1_500;

/** Longest that a stop waits for a database that is away. */
const stopPatienceMs = 5_000;

/** Channel on which processes that share a Postgres pass a cancel on to the holder of the run. */
export const cancelChannel = "heddle_cancel";

/** The runs that this process holds: their slots and their leases. What finds no slot waits in the queue. */
export class RunHost {
  readonly services: ExecutorServices;
  readonly #slots: RunSlots;
  readonly #waiting: WaitingRuns;
  readonly #takeOver: TakeOver;
  readonly #executions = new Map<string, Execution>();
  #heartbeat: NodeJS.Timeout | undefined;
  #lookout: NodeJS.Timeout | undefined;
  #dueWatch: NodeJS.Timeout | undefined;
  readonly #unlisten: (() => Promise<void>)[] = [];
  #stopping = false;
  #looks = 0;

  constructor(services: ExecutorServices) {
    this.services = services;
    this.#slots = new RunSlots(services.slots);
    const carryOut = (run: ClaimedRun) => void this.#carryOut(run);
    this.#waiting = new WaitingRuns({ services, slots: this.#slots, carryOut });
    this.#takeOver = new TakeOver({
      services,
      slots: this.#slots,
      carryOut: (run) => this.#carryOut(run),
      releaseSlot: () => this.#waiting.releaseSlot(),
      onClaimed: () => this.#keepLeases(),
    });
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
   * has it, and this execution of it is over. A run that needs a place among those of its workflow is always queued.
   */
  accept(execution: Execution): boolean {
    const hasSlot = execution.placeLimit === undefined && !this.#waiting.haveNoSlot && this.#slots.tryTake();
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
    await this.#waiting.giveAllPlaces();
    return this.#takeOver.takeAll(condition);
  }

  /** Several processes share the database: takes up what dead ones held, and hears what is asked of its own runs. */
  async joinOthers(): Promise<number> {
    const { database } = this.services;
    if (this.#unlisten.length === 0)
      this.#unlisten.push(
        await database.listen(cancelChannel, (runId) => this.#executions.get(runId)?.cancel()),
        await hearDecisions(database, (runId) => this.#executions.get(runId)),
      );
    await this.#waiting.listen();
    this.#lookout ??= setInterval(() => {
      this.#look().catch((error: unknown) => {
        this.#takeOver.wait();
        logger().warn({ err: error }, "Abandoned runs were not found");
      });
    }, lookForAbandonedMs).unref();
    return this.#look();
  }

  async #look(): Promise<number> {
    await this.#waiting.giveAllPlaces();
    if (this.#looks++ % looksPerSweep === 0) await this.#waiting.offerForgotten();
    await this.#waiting.look();
    return this.#takeOver.look();
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
    await this.#waiting.work();
  }

  /** Takes no more runs, and resolves when those that it carries out are over or wait, at the latest after `patienceMs`. */
  async drain(patienceMs: number): Promise<void> {
    this.#stopping = true;
    this.#takeOver.stop();
    clearInterval(this.#lookout);
    clearInterval(this.#dueWatch);
    await this.#waiting.drain();
    const settled = Promise.all([...this.#executions.values()].map((execution) => execution.asked));
    const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
    await Promise.race([settled, patience]);
  }

  /** Stops without ending the runs: they go on at the next start, and no crash is counted. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#takeOver.stop();
    clearInterval(this.#heartbeat);
    clearInterval(this.#lookout);
    clearInterval(this.#dueWatch);
    for (const execution of this.#executions.values()) execution.abandon();
    const patience = new Promise<void>((resolve) => setTimeout(resolve, stopPatienceMs).unref());
    await Promise.race([this.#giveBack(), patience]);
  }

  async #giveBack(): Promise<void> {
    for (const unlisten of this.#unlisten.splice(0)) await unlisten();
    await this.#waiting.drain();
    await this.services.writer.idle();
    const given = await this.services.database.execute<QueuedRun & { readonly status: RunStatus }>(
      `update runs set lease_owner = null, lease_expires_at = null where lease_owner = $1
       returning id, priority, status`,
      [this.services.owner],
    );
    // The embedded server takes everything up at its start.
    if (this.services.database.kind === "postgres") await this.#waiting.offer(given.filter(mayGoOn));
    await this.#waiting.close();
  }

  /** With a slot in hand, which a run gives back when it waits for a person or is over. */
  #begin(execution: Execution): void {
    this.#hold(execution);
    execution.begin();
    void execution.asked.then(() => this.#waiting.releaseSlot());
  }

  #hold(execution: Execution): void {
    const { runId } = execution.log;
    this.#executions.set(runId, execution);
    const forget = () => {
      if (this.#executions.get(runId) === execution) this.#executions.delete(runId);
    };
    execution.ended.then(forget, forget);
    execution.ended.then(
      () => this.#passPlaceOn(execution),
      () => {},
    );
    this.#keepLeases();
  }

  #keepLeases(): void {
    this.#heartbeat ??= setInterval(() => {
      const held = [...this.#executions.values()];
      renewLeases(this.services, held, this.#takeOver.claimed).catch((error: unknown) =>
        logger().warn({ err: error }, "Leases could not be renewed"),
      );
    }, heartbeatMs).unref();
  }

  #enqueue(execution: Execution): void {
    const { log } = execution;
    const handOver = this.#waiting.add(execution);
    execution.abandon();
    handOver.catch((error: unknown) => {
      if (!log.isLost)
        logger().error({ err: error, runId: log.runId }, "A run could not be queued; it is taken up at the next start");
    });
  }

  #passPlaceOn(execution: Execution): void {
    this.#waiting
      .passPlaceOn(execution)
      .catch((error: unknown) =>
        logger().warn(
          { err: error, workflowId: execution.workflowId },
          "A free place was not given to a run that waits",
        ),
      );
  }

  /** With a slot in hand, which is given back where the run does not begin. */
  async #carryOut(run: ClaimedRun): Promise<Execution | undefined> {
    let hasBegun = false;
    try {
      const execution = await openClaimed(this.services, run);
      if (execution === undefined || this.#stopping) return undefined;
      this.#begin(execution);
      hasBegun = true;
      if (run.cancel_requested) execution.cancel();
      return execution;
    } catch (error) {
      logger().error({ err: error, runId: run.id }, "A run could not be taken up");
      return undefined;
    } finally {
      if (!hasBegun) this.#waiting.releaseSlot();
    }
  }
}

function mayGoOn({ status }: { readonly status: RunStatus }): boolean {
  return status === "queued" || status === "running";
}
