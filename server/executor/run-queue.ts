import type { PgBoss } from "pg-boss";
import { startBoss, workIntervals } from "@/server/db/boss";
import type { Database } from "@/server/db/open-database";

const queueName = "runs";

/** How many jobs one process holds while they wait for a slot of its own: few, since another process may be free. */
const held = { batchSize: 1, localConcurrency: 2 } as const;

/**
 * The queue behind the direct path: it holds runs that found no free slot. A job is only a hint; the run's lease decides
 * who carries it out, so a job that comes twice, or after a restart took the run up, does nothing.
 */
export class RunQueue {
  readonly #database: Database;
  readonly #onRun: ((runId: string) => Promise<void>) | undefined;
  #boss: Promise<PgBoss> | undefined;

  /** Without `onRun` it only hands runs over: a process without slots must not hold what others could carry out. */
  constructor(database: Database, onRun: ((runId: string) => Promise<void>) | undefined) {
    this.#database = database;
    this.#onRun = onRun;
  }

  /** Resolves when the job is stored. `onRun` is called when its turn comes; the job is done when that has begun. */
  async send(runId: string): Promise<void> {
    const boss = await this.open();
    await boss.send(queueName, { runId });
  }

  /** Started at the first overflow: a server that never has one never pays for it. */
  open(): Promise<PgBoss> {
    if (this.#boss === undefined) {
      this.#boss = this.#start();
      // A database that was away may be back the next time.
      this.#boss.catch(() => (this.#boss = undefined));
    }
    return this.#boss;
  }

  async stop(): Promise<void> {
    const boss = await this.#boss?.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }

  async #start(): Promise<PgBoss> {
    const boss = await startBoss(this.#database);
    await boss.createQueue(queueName, { notify: true, retryLimit: 3, expireInSeconds: 86_000 });
    const onRun = this.#onRun;
    if (onRun !== undefined)
      await boss.work<{ runId: string }>(queueName, { ...workIntervals, ...held }, async (jobs) => {
        for (const job of jobs) await onRun(job.data.runId);
      });
    return boss;
  }
}
