import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { migrateDatabase } from "@/server/db/migrate";
import { type Database, openDatabase } from "@/server/db/open-database";
import { documentUses } from "@/server/memory/document-uses";
import { retrieve } from "@/server/memory/search/retrieve";
import { searchVectors } from "@/server/memory/search/search-vectors";
import { startPostgres } from "../../scripts/lib/postgres.mjs";
import type { BenchContext, Figure, Measure } from "../support/measure";
import { percentile } from "../support/statistics";
import { type Filled, fillCollection } from "../support/vector-scene";

const chunks = 100_000;
const last = 2_000;
const questions = 200;
const topK = 10;

/** Search among 100,000 chunks of 384 dimensions on Postgres: what is found, how fast, and what the index costs. */
export const vectorsPostgres: Measure = {
  name: "vectors-postgres",
  run: async (context) => {
    const postgres = await startPostgres();
    try {
      return await measureOn(context, await openDatabase({ url: postgres.url }), { p95: 10, hybrid: 40, inserts: 500 });
    } finally {
      await postgres.stop();
    }
  },
};

/** The same on the embedded database. */
export const vectorsEmbedded: Measure = {
  name: "vectors-embedded",
  run: async (context) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "heddle-bench-"));
    try {
      return await measureOn(context, await openDatabase({ dataDir }), { p95: 15 });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Bounds {
  readonly p95: number;
  readonly hybrid?: number;
  readonly inserts?: number;
}

async function measureOn({ say, rounds }: BenchContext, database: Database, bounds: Bounds): Promise<Figure[]> {
  // Keys of the hashes: nothing of this machine's data folder is read or written.
  process.env.HEDDLE_SECRET_KEY ??= "bench-bench-bench";
  try {
    await migrateDatabase(database);
    const filled = await fillCollection(database, { chunks, last, questions, say });
    const recall = await measureRecall(database, filled);
    const vector = await timeRounds(rounds, filled, ({ vector }) =>
      searchVectors(database, { collection: filled.collection, vector, most: topK }),
    );
    const hybrid = await timeRounds(rounds, filled, ({ vector, query }) =>
      retrieve(database, filled.collection, { vector, query, topK, mode: "hybrid" }),
    );
    const on = `${chunks.toLocaleString("en")} chunks on ${database.kind === "pglite" ? "PGlite" : "Postgres"}`;
    return [
      { name: `recall@10 among ${on}`, unit: "share", rounds: [recall], atLeast: 0.95 },
      { name: `vector search among ${on}, p95`, unit: "ms", rounds: vector, atMost: bounds.p95 },
      { name: `hybrid search among ${on}, p95`, unit: "ms", rounds: hybrid, atMost: bounds.hybrid },
      { name: `building the index of ${on}`, unit: "s", rounds: [filled.buildSeconds] },
      { name: `index of ${on}`, unit: "MB", rounds: [filled.indexMegabytes] },
      {
        name: `chunks stored beside ${on}`,
        unit: "chunks/s",
        rounds: [filled.insertsPerSecond],
        atLeast: bounds.inserts,
      },
    ];
  } finally {
    await documentUses(database).store();
    await database.close();
  }
}

/** Of the ten that are truly nearest, how many are found. */
async function measureRecall(database: Database, { collection, questions }: Filled): Promise<number> {
  let found = 0;
  for (const { vector } of questions) {
    const exact = await searchVectors(database, { collection, vector, most: topK, isExact: true });
    const ids = new Set(exact.map(({ id }) => id));
    found += (await searchVectors(database, { collection, vector, most: topK })).filter(({ id }) => ids.has(id)).length;
  }
  return found / (questions.length * topK);
}

async function timeRounds(
  rounds: number,
  { questions }: Filled,
  ask: (question: Filled["questions"][number]) => Promise<unknown>,
): Promise<number[]> {
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times: number[] = [];
    for (const question of questions) {
      const started = performance.now();
      await ask(question);
      times.push(performance.now() - started);
    }
    results.push(percentile(times, 0.95));
  }
  return results;
}
