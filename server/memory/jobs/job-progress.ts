import type { Database } from "@/server/db/open-database";

/** How often what people see is stored at most. */
const storeEveryMs = 500;

/** How far a job is, in its row. */
export class JobProgress {
  readonly #database: Database;
  readonly #id: string;
  readonly #owner: string;
  #latest: { readonly stage: string; readonly done: number; readonly total: number | null } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, id: string, owner: string) {
    this.#database = database;
    this.#id = id;
    this.#owner = owner;
  }

  set(stage: string, done = 0, total?: number): void {
    this.#latest = { stage, done, total: total ?? null };
    this.#timer ??= setTimeout(() => void this.store().catch(() => {}), storeEveryMs).unref();
  }

  async store(): Promise<void> {
    this.stop();
    const latest = this.#latest;
    if (latest === undefined) return;
    this.#latest = undefined;
    await this.#database.execute(
      "update memory_jobs set stage = $3, done = $4, total = $5 where id = $1 and lease_owner = $2",
      [this.#id, this.#owner, latest.stage, latest.done, latest.total],
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
