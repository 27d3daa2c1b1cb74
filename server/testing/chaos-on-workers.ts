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
        const place = await nextVictim(database, there, killed.count % there.length);
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
    for (const run of ended) events.push(await checkRun(database, run, stubs.asked()));
    killed.expectHits(events);
  } finally {
    over.abort();
    await person?.catch(() => {});
    await Promise.all([...processes].map((process) => process.kill()));
    await stubs.close();
    await database.close();
  }
}

/**
 * The next worker that carries out runs, else the next one. One with a run that was hit twice is spared: what crashes its
 * process thrice without getting on is given up.
 */
async function nextVictim(database: Database, workers: readonly TestProcess[], from: number): Promise<number> {
  const rows = await database.execute<{ pid: string; crashes: number }>(
    `select split_part(lease_owner, '-', 1) as pid, max(crashes) as crashes from runs
     where status = 'running' and lease_owner is not null group by 1`,
  );
  const crashes = new Map(rows.map((row) => [row.pid, row.crashes]));
  const inTurn = workers.map((_, i) => (from + i) % workers.length);
  const hit = (place: number) => crashes.get(String(workers[place]?.pid));
  const isBusy = (place: number) => hit(place) !== undefined && (hit(place) ?? 0) < 2;
  return inTurn.find(isBusy) ?? inTurn.find((place) => (hit(place) ?? 0) < 2) ?? from;
}
