import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { migrateDatabase } from "@/server/db/migrate";
import { openDatabase } from "@/server/db/open-database";
import { choose, runAll, storeAndRunCalmly } from "@/server/testing/chaos";
import { checkRun } from "@/server/testing/check-runs";
import { Client } from "@/server/testing/client";
import { startWeb, startWorker, type TestProcess } from "@/server/testing/processes";
import { startStubs } from "@/server/testing/stubs";

/**
 * Runs of all kinds are under way on two workers when Postgres goes away without a word, and comes back later: they go on as
 * if nothing had happened, in the same processes.
 */
export async function databaseAway({
  runs,
  awayMs,
}: {
  readonly runs: number;
  readonly awayMs: number;
}): Promise<void> {
  // What it says is committed must be there after it was killed.
  const postgres = await startPostgres({ synchronous_commit: "on" });
  const stubs = await startStubs({ answerMs: 400 });
  const settings = { ...stubs.settings, DATABASE_URL: postgres.url };
  const processes: TestProcess[] = [];
  const over = new AbortController();
  let person: Promise<void> | undefined;
  try {
    const setUp = await openDatabase({ url: postgres.url });
    await migrateDatabase(setUp);
    await setUp.close();
    const web = await startWeb({ ...settings, HEDDLE_RUN_SLOTS: "0" });
    processes.push(web, ...(await Promise.all([startWorker(settings), startWorker(settings)])));
    const client = new Client(() => web.url);
    person = client.answerAll(choose, over.signal);
    const stored = await storeAndRunCalmly(client, stubs.url);
    const calls = () => stubs.requests.length + stubs.modelCalls();
    const before = calls();
    const all = runAll(client, stored, runs, (place, count) => delay((1_000 * place) / count));
    // In the middle of everything.
    await expect.poll(calls, { timeout: 60_000, interval: 20 }).toBeGreaterThan(before + runs);
    await postgres.crash();
    await delay(awayMs);
    await postgres.start();
    const ended = await all;
    over.abort();
    await person;
    const database = await openDatabase({ url: postgres.url });
    try {
      for (const run of ended) await checkRun(database, run, stubs.asked());
      const [row] = await database.execute("select max(crashes)::int as crashes from runs");
      expect(row).toEqual({ crashes: 0 });
    } finally {
      await database.close();
    }
    for (const { output } of processes) expect(output()).not.toContain("unhandled");
  } finally {
    over.abort();
    await Promise.all(processes.map((process) => process.kill()));
    await person?.catch(() => {});
    await stubs.close();
    await postgres.stop();
  }
}
