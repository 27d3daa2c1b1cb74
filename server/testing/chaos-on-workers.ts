import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { openTestDatabase } from "@/server/db/testing";
import { choose, runAll, storeAndRunCalmly } from "@/server/testing/chaos";
import { checkRun } from "@/server/testing/check-runs";
import { Client } from "@/server/testing/client";
import { startWeb, startWorker, type TestProcess } from "@/server/testing/processes";
import { startStubs } from "@/server/testing/stubs";

interface Chaos {
  readonly runs: number;
  readonly kills: number;
  readonly everyMs: number;
}

/**
 * Three workers on one Postgres carry out runs of all kinds, and one of them is killed again and again, with another one
 * started in its place. Every run has to end as if nothing had happened.
 */
export async function chaosOnWorkers({ runs, kills, everyMs }: Chaos): Promise<void> {
  const database = await openTestDatabase("postgres");
  const stubs = await startStubs({ answerMs: 250 });
  const settings = { ...stubs.settings, DATABASE_URL: database.url as string };
  const processes = new Set<TestProcess>();
  const keep = <T extends TestProcess>(process: T): T => {
    processes.add(process);
    return process;
  };
  const over = new AbortController();
  let person: Promise<void> | undefined;
  try {
    const web = keep(await startWeb({ ...settings, HEDDLE_RUN_SLOTS: "0" }));
    const workers = (await Promise.all([1, 2, 3].map(() => startWorker(settings)))).map(keep);
    const client = new Client(() => web.url);
    person = client.answerAll(choose, over.signal);
    const stored = await storeAndRunCalmly(client, stubs.url);
    const all = runAll(client, stored, runs, kills * everyMs);
    let killed = 0;
    const killing = (async () => {
      while (killed < kills) {
        await delay(everyMs);
        const place = killed % workers.length;
        const victim = workers[place] as TestProcess;
        await victim.kill();
        processes.delete(victim);
        killed += 1;
        workers[place] = keep(await startWorker(settings));
      }
    })();
    const [ended] = await Promise.all([all, killing]);
    over.abort();
    await person;
    expect(killed).toBe(kills);
    expect(ended).toHaveLength(runs);
    for (const run of ended) await checkRun(database, run, stubs.requests);
    const resumed = await database.execute<{ count: number }>(
      "select count(distinct run_id)::int as count from run_events where type = 'run.resumed'",
    );
    // Otherwise nothing was hit, and nothing was tested.
    expect(resumed[0]?.count).toBeGreaterThan(0);
  } finally {
    over.abort();
    await person?.catch(() => {});
    await Promise.all([...processes].map((process) => process.kill()));
    await stubs.close();
    await database.close();
  }
}
