import { setTimeout as delay } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { startBoss, workIntervals } from "@/server/db/boss";
import type { Database } from "@/server/db/open-database";

const queueName = "memory-jobs";

/** Longest that a stop waits for jobs that give themselves back. */
const stopPatienceMs = 5_000;

/** A sign that a job of this id waits; what it is and how far stands in its row. */
interface Sign {
  readonly id: string;
}

/** The sign of a process that died comes back after its heartbeat; the lease in the job's row has run out by then. */
const queueOptions = {
  notify: true,
  retryLimit: 1_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 23 * 3_600,
  heartbeatSeconds: 10,
} as const;

/** Jobs at once in one process: they wait for models, and the embedded database has one session. */
const jobsAtOnce = 2;

/** Tells all processes of jobs that wait. Started with the first one: who has no collections never pays for it. */
export class JobQueue {
  readonly #database: Database;
  readonly #carryOut: (id: string) => Promise<void>;
  #boss: Promise<PgBoss> | undefined;

  constructor(database: Database, carryOut: (id: string) => Promise<void>) {
    this.#database = database;
    this.#carryOut = carryOut;
  }

  /** Resolves when the sign is stored. */
  async tell(id: string): Promise<void> {
    const boss = await this.open();
    await boss.send(queueName, { id } satisfies Sign);
  }

  /** Takes signs from now on. */
  open(): Promise<PgBoss> {
    if (this.#boss === undefined) {
      this.#boss = this.#start();
      // A database that was away may be back the next time.
      this.#boss.catch(() => {
        this.#boss = undefined;
      });
    }
    return this.#boss;
  }

  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => undefined);
    this.#boss = undefined;
    if (boss === undefined) return;
    await Promise.race([boss.offWork(queueName, { wait: true }), delay(stopPatienceMs, undefined, { ref: false })]);
    await boss.stop({ graceful: false });
  }

  async #start(): Promise<PgBoss> {
    const boss = await startBoss(this.#database);
    await boss.createQueue(queueName, queueOptions);
    await boss.updateQueue(queueName, queueOptions);
    const options = { ...workIntervals, localConcurrency: jobsAtOnce } as const;
    await boss.work<Sign>(queueName, options, async (signs) => {
      for (const { data } of signs) await this.#carryOut(data.id);
    });
    return boss;
  }
}
