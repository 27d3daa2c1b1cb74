import type { PgBoss } from "pg-boss";
import { startBoss } from "@/server/db/boss";
import type { Database } from "@/server/db/open-database";

const queueName = "queued-runs";

/** The lease of a run is taken milliseconds after its job: later than this, whoever took the job is gone. */
const expireSeconds = 30;

const retries = 10;

export interface QueuedRun {
  readonly id: string;
  /** Higher first. */
  readonly priority: number;
}

export interface TakenJob {
  readonly jobId: string;
  readonly runId: string;
}

/**
 * The queue of runs that wait for somebody who carries them out: a job each, by priority, then by age. A job is out of the
 * queue once the run's lease is somebody's; from there on the lease says whether its holder is alive.
 */
export class RunQueue {
  readonly #database: Database;
  #boss: Promise<PgBoss> | undefined;
  #offered: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  get isOpen(): boolean {
    return this.#boss !== undefined;
  }

  /** Resolves when the jobs are stored. A run of which one waits already gets no other. */
  offer(runs: readonly QueuedRun[]): Promise<void> {
    // One after the other: a job's age is the time at which it was stored, and connections of a pool are not equally fast.
    const insert = () => this.#insert(runs);
    const offered = this.#offered.then(insert, insert);
    this.#offered = offered;
    return offered;
  }

  async #insert(runs: readonly QueuedRun[]): Promise<void> {
    const boss = await this.open();
    const jobs = runs.map(({ id, priority }) => ({ data: { runId: id }, priority, singletonKey: id }));
    await boss.insert(queueName, jobs);
  }

  /** Takes at most so many jobs. They come back by themselves unless `done` is told of them. */
  async take(most: number): Promise<TakenJob[]> {
    const boss = await this.open();
    const jobs = await boss.fetch<{ runId: string }>(queueName, { batchSize: most });
    return jobs.map(({ id, data }) => ({ jobId: id, runId: data.runId }));
  }

  /** The runs of these jobs are somebody's, or over. */
  async done(jobs: readonly TakenJob[]): Promise<void> {
    const boss = await this.open();
    await boss.deleteJob(
      queueName,
      jobs.map(({ jobId }) => jobId),
    );
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

  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }

  async #start(): Promise<PgBoss> {
    const boss = await startBoss(this.#database);
    await boss.createQueue(queueName, {
      policy: "short",
      expireInSeconds: expireSeconds,
      retryLimit: retries,
      retryDelay: 0,
    });
    return boss;
  }
}
