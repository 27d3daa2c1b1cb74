import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";

export type CacheName = "embeddings" | "results";

/** How long hits are collected before one statement notes them. */
const noteAfterMs = 1_000;

/** Hits and misses of the caches by day, for the rates that people see. */
class CacheCounts {
  readonly #database: Database;
  #counts = new Map<CacheName, { hits: number; misses: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  add(cache: CacheName, hits: number, misses: number): void {
    if (hits === 0 && misses === 0) return;
    const counted = this.#counts.get(cache) ?? { hits: 0, misses: 0 };
    this.#counts.set(cache, { hits: counted.hits + hits, misses: counted.misses + misses });
    this.#timer ??= setTimeout(() => {
      this.store().catch((error: unknown) => logger().warn({ err: error }, "Uses of a cache were not counted"));
    }, noteAfterMs).unref();
  }

  /** What was counted is in the table when this resolves. */
  async store(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counts = this.#counts;
    this.#counts = new Map();
    for (const [cache, { hits, misses }] of counts)
      await this.#database.execute(
        `insert into cache_counts (cache, day, hits, misses) values ($1, $2, $3, $4)
         on conflict (workspace_id, cache, day) do update
         set hits = cache_counts.hits + excluded.hits, misses = cache_counts.misses + excluded.misses`,
        [cache, new Date().toISOString().slice(0, 10), hits, misses],
      );
  }
}

const known = new WeakMap<Database, CacheCounts>();

export function cacheCounts(database: Database): CacheCounts {
  const there = known.get(database) ?? new CacheCounts(database);
  known.set(database, there);
  return there;
}
