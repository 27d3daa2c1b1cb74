import type { Database } from "@/server/db/open-database";

/** How long a transaction of the embedded database may hold up everybody else, and one of Postgres its own connection. */
const aimMs = { pglite: 30, postgres: 200 } as const;

const first = { pglite: 4, postgres: 64 } as const;
const most = { pglite: 64, postgres: 256 } as const;

/** How many chunks go into one transaction: as many as took the time aimed at lately, for an index grows slower with its size. */
export interface StepSize {
  readonly next: number;
  /** Told how long a transaction with so many took. */
  readonly took: (count: number, ms: number) => void;
}

const rates = new WeakMap<Database, number>();

export function stepSize(database: Database): StepSize {
  const { kind } = database;
  const perChunkMs = rates.get(database) ?? aimMs[kind] / first[kind];
  return {
    next: Math.max(1, Math.min(most[kind], Math.floor(aimMs[kind] / perChunkMs))),
    took: (count, ms) => rates.set(database, perChunkMs * 0.7 + (ms / count) * 0.3),
  };
}
