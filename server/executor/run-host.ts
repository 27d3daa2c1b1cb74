import { AppError, toRunError } from "@/nodes/core/app-error";
import type { RunState } from "@/nodes/core/run-state";
import type { RunStatus } from "@/nodes/core/run-status";
import { type ClaimCondition, type ClaimedRun, claimRuns, openClaimed } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import { RunQueue } from "@/server/executor/run-queue";
import { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { logger } from "@/server/logger";
import { leaseMs } from "@/server/runs/event-writer";

const heartbeatMs = 5_000;

/** A run that crashed its process this often in a row without getting anywhere is not taken up again. */
const mostCrashes = 3;

/** The runs that this process holds: their slots, their leases, and the queue for those that found no slot. */
export class RunHost {
  readonly services: ExecutorServices;
  readonly #slots: RunSlots;
  readonly #queue: RunQueue;
  readonly #executions = new Map<string, Execution>();
  #heartbeat: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(services: ExecutorServices) {
    this.services = services;
    this.#slots = new RunSlots(services.slots);
    this.#queue = new RunQueue(services.database, (runId) => this.#takeFromQueue(runId));
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

  /** Carries a new run out at once if there is a free slot; otherwise its queued state is stored and the queue has it. */
  accept(execution: Execution): void {
    if (this.#stopping)
      throw new AppError("CANCELED", "The server is stopping. Try again in a moment.", { retryable: true });
    if (this.#slots.tryTake()) this.#begin(execution);
    else this.#enqueue(execution);
  }

  /** Takes up what others (or an earlier life of this server) left behind. Resolves when all of it is claimed. */
  async resume(condition: ClaimCondition): Promise<number> {
    const claimed = await claimRuns(this.services, condition);
    for (const run of claimed) void this.#takeUp(run);
    return claimed.length;
  }

  /** The execution of a run that nobody holds, claimed for a word from outside (a decision, a cancel). */
  async claimFor(runId: string, statuses: readonly RunStatus[]): Promise<Execution | undefined> {
    const [run] = await claimRuns(this.services, { runId, statuses });
    if (run === undefined) return undefined;
    const execution = await openClaimed(this.services, run);
    this.#hold(execution);
    return execution;
  }

  /** Lets go of a run that was claimed for a word and has its end. */
  release(execution: Execution): void {
    const forget = () => this.#executions.delete(execution.log.runId);
    execution.ended.then(forget, forget);
  }

  /** Goes on with a run that was claimed for a word from outside. */
  async beginClaimed(execution: Execution): Promise<void> {
    await this.#slots.take();
    this.#begin(execution);
  }

  /** Stops without ending the runs: they go on at the next start, and no crash is counted. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#heartbeat);
    await this.#queue.stop();
    for (const execution of this.#executions.values()) execution.abandon();
    await this.services.writer.idle();
    await this.services.database.execute(
      "update runs set lease_owner = null, lease_expires_at = null where lease_owner = $1",
      [this.services.owner],
    );
  }

  #begin(execution: Execution): void {
    this.#hold(execution);
    const release = this.#releaseOnce(execution);
    execution.begin();
    execution.ended.then(release, release);
  }

  /** A run that waits for a person gives its slot back, and takes none when it goes on: what is left is small. */
  #releaseOnce(execution: Execution): () => void {
    let released = false;
    return () => {
      if (!released) this.#slots.release();
      released = true;
      this.#executions.delete(execution.log.runId);
    };
  }

  #hold(execution: Execution): void {
    this.#executions.set(execution.log.runId, execution);
    this.#heartbeat ??= setInterval(() => void this.#renewLeases(), heartbeatMs).unref();
  }

  #enqueue(execution: Execution): void {
    const { runId } = execution.log;
    const handOver = async () => {
      await execution.log.committed();
      execution.abandon();
      await this.services.database.execute(
        "update runs set lease_owner = null, lease_expires_at = null where id = $1 and fence = $2",
        [runId, execution.log.fence],
      );
      await this.#queue.send(runId);
    };
    handOver().catch((error: unknown) =>
      logger().error({ err: error, runId }, "A run could not be queued; it is taken up at the next start"),
    );
  }

  async #takeFromQueue(runId: string): Promise<void> {
    await this.#slots.take();
    const [run] = this.#stopping ? [] : await claimRuns(this.services, { runId, statuses: ["queued"] });
    if (run === undefined) return this.#slots.release();
    await this.#beginTakenUp(run);
  }

  async #takeUp(run: ClaimedRun): Promise<void> {
    await this.#slots.take();
    await this.#beginTakenUp(run);
  }

  /** With a slot in hand. What cannot even be opened fails as a run, not as a server. */
  async #beginTakenUp(run: ClaimedRun): Promise<void> {
    try {
      const execution = await openClaimed(this.services, run);
      const refusal = refusalOf(run, execution);
      this.#begin(execution);
      if (refusal !== undefined) execution.fail(refusal);
    } catch (error) {
      this.#slots.release();
      logger().error({ err: error, runId: run.id }, "An interrupted run could not be taken up");
    }
  }

  async #renewLeases(): Promise<void> {
    const ids = [...this.#executions.values()]
      .filter((execution) => !execution.isWaiting)
      .map((execution) => execution.log.runId);
    if (ids.length === 0) return;
    try {
      const rows = await this.services.database.execute<{ id: string; cancel_requested: boolean }>(
        "update runs set lease_expires_at = now() + $1::int * interval '1 millisecond' where id = any($2) and lease_owner = $3 returning id, cancel_requested",
        [leaseMs, ids, this.services.owner],
      );
      for (const row of rows) if (row.cancel_requested) this.#executions.get(row.id)?.cancel();
    } catch (error) {
      logger().warn({ err: error }, "Leases could not be renewed");
    }
  }
}

/** Why an interrupted run is not carried on. */
function refusalOf(run: ClaimedRun, execution: Execution) {
  if (run.crashes >= mostCrashes) {
    return toRunError(
      new AppError("INTERNAL", `crashed ${run.crashes} times`, {
        userMessage: `The server went down ${run.crashes} times in a row while it worked on this run, so it is not tried again.`,
        hint: "Look at the last node in the trace: it may need more memory than there is.",
      }),
    );
  }
  if (run.durability !== "result" || run.status !== "running") return undefined;
  const once = [...execution.graph.nodes.values()].find(
    (node) => !node.idempotent && (node.role === "data" || node.role === "tool"),
  );
  if (once === undefined) return undefined;
  return toRunError(
    new AppError("INTERNAL", "interrupted with durability result", {
      userMessage: `The server stopped during this run. It keeps only start and end (durability "result"), and ${once.title} may not run twice.`,
      hint: 'Choose the durability "steps" in the workflow\'s settings, so that a run goes on where it was.',
    }),
    once.id,
  );
}
