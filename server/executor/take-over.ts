import { type ClaimCondition, type ClaimedRun, claimRuns } from "@/server/executor/claim-run";
import type { Execution } from "@/server/executor/execution";
import type { RunSlots } from "@/server/executor/run-slots";
import type { ExecutorServices } from "@/server/executor/services";
import { Suspects } from "@/server/executor/suspects";
import { logger } from "@/server/logger";

/** After the database was away, living holders renew their leases before anybody takes their runs for abandoned. */
const graceMs = 9_000;

interface TakeOverOptions {
  readonly services: ExecutorServices;
  readonly slots: RunSlots;
  /** Called with a slot in hand. Resolves with the execution when it has begun. */
  readonly carryOut: (run: ClaimedRun) => Promise<Execution | undefined>;
  /** Gives a slot back. */
  readonly releaseSlot: () => void;
  /** Leases of claimed runs have to be kept alive from now on. */
  readonly onClaimed: () => void;
}

/** Takes up the runs whose process has gone. */
export class TakeOver {
  readonly #options: TakeOverOptions;
  readonly #suspects: Suspects;
  /** Claimed, and waiting for a slot. */
  readonly #claimed = new Set<string>();
  /** Before this time (of `performance.now`) no lease is taken for one that ran out. */
  #mayBeginAt = 0;
  /** Nobody else can hold a run: leases say nothing. */
  #isAlone = false;
  #isStopping = false;

  constructor(options: TakeOverOptions) {
    this.#options = options;
    this.#suspects = new Suspects({
      bus: options.services.bus,
      claim: () => this.#claimSuspect(),
      takeUp: (run) => this.#takeUp(run),
      onError: (error) => logger().warn({ err: error }, "A run that was interrupted could not be taken up"),
    });
  }

  /** Runs of which this process has the lease, and which have not begun. */
  get claimed(): readonly string[] {
    return [...this.#claimed];
  }

  stop(): void {
    this.#isStopping = true;
  }

  /** The database was away: nobody's lease could be renewed. */
  wait(): void {
    this.#mayBeginAt = performance.now() + graceMs;
  }

  /** Takes over what dead processes held, as far as there are slots. Gives how many runs those were. */
  async look(): Promise<number> {
    return this.#mayBegin ? this.takeAll({ abandoned: this.#options.slots.free }) : 0;
  }

  /** Resolves when all are claimed; they begin as slots get free. */
  async takeAll(condition: ClaimCondition): Promise<number> {
    this.#isAlone ||= "everything" in condition;
    const claimed = await claimRuns(this.#options.services, condition);
    for (const run of claimed) void this.#takeUp(run);
    return claimed.length + (await this.#suspects.look());
  }

  get #mayBegin(): boolean {
    return this.#options.slots.free > 0 && performance.now() >= this.#mayBeginAt;
  }

  /** Where several processes share the database, each watches one. */
  async #claimSuspect(): Promise<ClaimedRun | undefined> {
    if (this.#isStopping || (!this.#isAlone && !this.#mayBegin)) return undefined;
    const left = this.#isAlone ? ({ everything: true } as const) : { abandoned: 1 };
    const [run] = await claimRuns(this.#options.services, { ...left, isSuspect: true });
    return run;
  }

  async #takeUp(run: ClaimedRun): Promise<Execution | undefined> {
    const { slots, carryOut, releaseSlot, onClaimed } = this.#options;
    this.#claimed.add(run.id);
    onClaimed();
    try {
      await slots.take();
      if (!this.#isStopping) return await carryOut(run);
      releaseSlot();
      return undefined;
    } finally {
      this.#claimed.delete(run.id);
    }
  }
}
