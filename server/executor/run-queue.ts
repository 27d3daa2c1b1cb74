import type { PgBoss } from "pg-boss";
import { startBoss, workIntervals } from "@/server/db/boss";
import type { Database } from "@/server/db/open-database";

const queueName = "runs";

/** Jobs that wait are taken together: all of them say the same. */
const batch = { batchSize: 100, burstWhenBatchFull: true } as const;

/** Later than the notification that every run in the queue is announced with, which nearly always was enough. */
const afterSeconds = 3;

/**
 * The durable path behind the notification that a run waits for a slot: a job says it once more, and is there after a
 * restart. It is only a hint; the run's row decides who carries it out, so a job that comes twice or late does nothing.
 */
export class RunQueue {
  readonly #database: Database;
  readonly #onHint: (() => Promise<void>) | undefined;
  #boss: Promise<PgBoss> | undefined;

  /** Without `onHint` it only hands runs over: a process without slots must not hear what others could carry out. */
  constructor(database: Database, onHint: (() => Promise<void>) | undefined) {
    this.#database = database;
    this.#onHint = onHint;
  }

  /** Resolves when the job is stored. `onHint` is called when its time comes. */
  async send(runId: string): Promise<void> {
    const boss = await this.open();
    await boss.send(queueName, { runId }, { startAfter: afterSeconds });
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
    const onHint = this.#onHint;
    if (onHint !== undefined) await boss.work(queueName, { ...workIntervals, ...batch }, () => onHint());
    return boss;
  }
}
