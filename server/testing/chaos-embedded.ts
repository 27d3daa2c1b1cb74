import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { openDatabase } from "@/server/db/open-database";
import { choose, runAll, storeAndRunCalmly } from "@/server/testing/chaos";
import { checkRun } from "@/server/testing/check-runs";
import { Client } from "@/server/testing/client";
import { Kills } from "@/server/testing/kills";
import { startWeb, type WebProcess } from "@/server/testing/processes";
import { startStubs } from "@/server/testing/stubs";

/** The server that has everything in one folder is killed at arbitrary moments and started again, until all runs ended. */
export async function chaosEmbedded({ runs, kills }: { readonly runs: number; readonly kills: number }): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "heddle-chaos-"));
  const stubs = await startStubs({ answerMs: 250 });
  const settings = { ...stubs.settings, HEDDLE_DATA_DIR: path.join(folder, "data"), DATABASE_URL: "" };
  const over = new AbortController();
  let server: WebProcess | undefined;
  let person: Promise<void> | undefined;
  try {
    server = await startWeb(settings);
    const client = new Client(() => server?.url ?? "http://127.0.0.1:1");
    person = client.answerAll(choose, over.signal);
    const stored = await storeAndRunCalmly(client, stubs.url);
    const killed = new Kills(kills, 2_000);
    const all = runAll(client, stored, runs, (place, count) => killed.turnOf(place, count));
    const killing = (async () => {
      while (!killed.areOver) {
        await delay(1_000);
        await untilNobodyWasHitTwice(client);
        await untilOneMore(() => stubs.requests.length + stubs.modelCalls());
        // Never the same moment of a call.
        await delay((killed.count * 73) % 250);
        await server?.kill();
        killed.add();
        server = await startWeb(settings);
      }
    })();
    const [ended] = await Promise.all([all, killing]);
    over.abort();
    await person;
    await server?.kill();
    const database = await openDatabase({ dataDir: settings.HEDDLE_DATA_DIR });
    try {
      const events: TraceEvent[][] = [];
      for (const run of ended) events.push(await checkRun(database, run, stubs.asked()));
      killed.expectHits(events);
    } finally {
      await database.close();
    }
  } finally {
    over.abort();
    await server?.kill();
    await person?.catch(() => {});
    await stubs.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Until each run that is under way got on since it was taken up the last time but one: what crashes its process thrice
 * without that is given up.
 */
async function untilNobodyWasHitTwice(client: Client): Promise<void> {
  for (;;) {
    const traces = await Promise.all((await client.listRuns("running")).map((id) => client.readTrace(id)));
    if (traces.every((events) => timesTakenUp(events) < 2)) return;
    await delay(50);
  }
}

/** Since a node of it completed. */
function timesTakenUp(events: readonly TraceEvent[]): number {
  const since = events.slice(events.findLastIndex(({ type }) => type === "node.completed") + 1);
  return since.filter(({ type }) => type === "run.resumed").length;
}

/** Until something that is counted happens once more, so that a kill hits work; nothing may be left to happen. */
async function untilOneMore(count: () => number): Promise<void> {
  const before = count();
  for (const start = Date.now(); count() === before && Date.now() - start < 3_000; ) await delay(5);
}
