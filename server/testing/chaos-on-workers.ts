import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { choose, runAll, storeAndRunCalmly } from "@/server/testing/chaos";
import { checkRun } from "@/server/testing/check-runs";
import { Client } from "@/server/testing/client";
import { Kills } from "@/server/testing/kills";
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
    const workers = [1, 2, 3].map(() => startWorker(settings).then(keep));
    await Promise.all(workers);
    const client = new Client(() => web.url);
    person = client.answerAll(choose, over.signal);
    const stored = await storeAndRunCalmly(client, stubs.url);
    const killed = new Kills(kills, everyMs);
    const all = runAll(client, stored, runs, (place, count) => killed.turnOf(place, count));
    const killing = (async () => {
      while (!killed.areOver) {
        await delay(everyMs);
        const there = await Promise.all(workers);
        const place = await busiest(database, there, killed.count % there.length);
        const victim = there[place] as TestProcess;
        await victim.kill();
        processes.delete(victim);
        killed.add();
        // The next one is killed meanwhile.
        workers[place] = startWorker(settings).then(keep);
      }
      await Promise.all(workers);
    })();
    const [ended] = await Promise.all([all, killing]);
    over.abort();
    await person;
    expect(ended).toHaveLength(runs);
    const events: TraceEvent[][] = [];
    for (const run of ended) events.push(await checkRun(database, run, stubs.requests));
    killed.expectHits(events);
  } finally {
    over.abort();
    await person?.catch(() => {});
    await Promise.all([...processes].map((process) => process.kill()));
    await stubs.close();
    await database.close();
  }
}

/** The worker that carries out the most runs; `other` where none does. */
async function busiest(database: Database, workers: readonly TestProcess[], other: number): Promise<number> {
  const rows = await database.execute<{ pid: string }>(
    `select split_part(lease_owner, '-', 1) as pid from runs where status = 'running' and lease_owner is not null
     group by 1 order by count(*) desc`,
  );
  const places = rows.map(({ pid }) => workers.findIndex((worker) => String(worker.pid) === pid));
  return places.find((place) => place !== -1) ?? other;
}
