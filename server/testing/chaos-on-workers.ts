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
    /** Those that take runs, the longest there first. */
    const workers = await Promise.all([1, 2, 3].map(() => startWorker(settings).then(keep)));
    const client = new Client(() => web.url);
    person = client.answerAll(choose, over.signal);
    const stored = await storeAndRunCalmly(client, stubs.url);
    const killed = new Kills(kills, everyMs);
    const all = runAll(client, stored, runs, (place, count) => killed.turnOf(place, count));
    const killing = (async () => {
      const starting: Promise<unknown>[] = [];
      while (!killed.areOver) {
        await delay(everyMs);
        const victim = await nextVictim(database, workers, everyMs);
        workers.splice(workers.indexOf(victim), 1);
        await victim.kill();
        processes.delete(victim);
        killed.add();
        // The next one is killed meanwhile.
        starting.push(startWorker(settings).then((worker) => workers.push(keep(worker))));
      }
      await Promise.all(starting);
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
 * The next worker that carries out runs; where none does for a while, one that has nothing to do. One with a run that was
 * hit twice is spared: what crashes its process thrice without getting on is given up.
 */
async function nextVictim(
  database: Database,
  workers: readonly TestProcess[],
  patienceMs: number,
): Promise<TestProcess> {
  for (const since = Date.now(); ; await delay(20)) {
    const rows = await database.execute<{ pid: string; crashes: number }>(
      `select split_part(lease_owner, '-', 1) as pid, max(crashes) as crashes from runs
       where status = 'running' and lease_owner is not null group by 1`,
    );
    const hits = new Map(rows.map((row) => [Number(row.pid), row.crashes]));
    const isIdleFine = Date.now() - since > patienceMs;
    const victim = workers.find(({ pid }) => (hits.get(pid) ?? (isIdleFine ? 0 : 2)) < 2);
    if (victim !== undefined) return victim;
  }
}
