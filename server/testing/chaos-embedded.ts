import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { openDatabase } from "@/server/db/open-database";
import { choose, runAll, storeAndRunCalmly } from "@/server/testing/chaos";
import { checkRun } from "@/server/testing/check-runs";
import { Client } from "@/server/testing/client";
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
    let isOver = false;
    const all = runAll(client, stored, runs, kills * 3_000).then((ended) => {
      isOver = true;
      return ended;
    });
    let killed = 0;
    const killing = (async () => {
      for (; killed < kills && !isOver; killed += 1) {
        // Never the same moment, and long enough to get on: what crashes its process thrice without that is given up.
        await delay(1_500 + ((killed * 733) % 2_500));
        await server?.kill();
        server = await startWeb(settings);
      }
    })();
    const [ended] = await Promise.all([all, killing]);
    over.abort();
    await person;
    await server?.kill();
    expect(killed).toBeGreaterThan(1);
    const database = await openDatabase({ dataDir: settings.HEDDLE_DATA_DIR });
    try {
      for (const run of ended) await checkRun(database, run, stubs.requests);
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
