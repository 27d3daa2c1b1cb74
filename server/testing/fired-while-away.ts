import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { migrateDatabase } from "@/server/db/migrate";
import { openDatabase } from "@/server/db/open-database";
import { Client } from "@/server/testing/client";
import { startWeb, type WebProcess } from "@/server/testing/processes";

const at = { x: 0, y: 0 };
const minuteMs = 60_000;

/** How long before a full minute the database goes, and how long after it comes back. */
const marginMs = 4_000;

/** trigger → out */
function triggered(name: string, type: string, config: object, port: string) {
  return {
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: [
      { id: "trigger", type, position: at, config },
      { id: "out", type: "output", position: at, config: { name: port } },
    ],
    connections: [{ id: "a", source: "trigger", sourceHandle: port, target: "out", targetHandle: "value" }],
  };
}

/** A full minute passes and a file comes while Postgres is away: each starts its one run when it is back. */
export async function firedWhileAway(): Promise<void> {
  const postgres = await startPostgres({ synchronous_commit: "on" });
  const workspace = await mkdtemp(join(tmpdir(), "heddle-away-"));
  let web: WebProcess | undefined;
  try {
    const setUp = await openDatabase({ url: postgres.url });
    await migrateDatabase(setUp);
    await setUp.close();
    web = await startWeb({ DATABASE_URL: postgres.url, HEDDLE_WORKSPACE: workspace });
    const { url } = web;
    const client = new Client(() => url);
    const publish = async (document: object) => {
      const id = await client.createWorkflow(document);
      await client.send("POST", `/api/v1/workflows/${id}/publish`, {});
      return id;
    };
    const files = await publish(triggered("files", "file-watch", { folder: "inbox", glob: "*.txt" }, "path"));
    const times = await publish(triggered("times", "schedule", { cron: "* * * * *", missed: "once" }, "at"));
    await delay(untilMinute() > 2 * marginMs ? untilMinute() - marginMs : untilMinute() + minuteMs - marginMs);
    const missed = new Date(Date.now() + untilMinute()).toISOString();

    await postgres.crash();
    await writeFile(join(workspace, "inbox", "came.txt"), "while it was away");
    await delay(untilMinute() + marginMs);
    await postgres.start();

    await expect.poll(() => given(client, files, "path"), { timeout: 30_000 }).toHaveLength(1);
    await expect.poll(() => given(client, times, "at"), { timeout: 40_000 }).toContain(missed);
    const next = new Date(Date.parse(missed) + minuteMs).toISOString();
    await expect.poll(() => given(client, times, "at"), { timeout: 90_000, interval: 500 }).toContain(next);
    const ended = await given(client, times, "at");
    expect(ended).toEqual([...new Set(ended)]);
    expect(await given(client, files, "path")).toEqual(["inbox/came.txt"]);
    expect(web.output()).not.toMatch(/unhandled/);
  } finally {
    await web?.kill();
    await postgres.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

const untilMinute = () => minuteMs - (Date.now() % minuteMs);

/** What the runs of a workflow gave. */
async function given(client: Client, workflowId: string, output: string): Promise<unknown[]> {
  const { items } = await client.send<{ items: { id: string }[] }>("GET", `/api/v1/runs?workflow=${workflowId}`);
  const runs = await Promise.all(items.map(({ id }) => client.untilOver(id)));
  return runs.map((run) => run.output?.[output]);
}
