import { expect, test } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { plantRun, settled } from "@/server/executor/testing-chaos";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const workflow = workflowOf(
  {
    first: { type: "http", url: "https://example.org/first" },
    second: { type: "http", url: "https://example.org/second", headers: { x: "{{ first }}" } },
    out: { type: "output", name: "v" },
  },
  ["first.body -> second.first", "second.body -> out.value"],
);

const begun: readonly TraceEvent[] = [
  { type: "run.queued", input: {}, runId: "", seq: 1, at: 1 },
  { type: "run.started", runId: "", seq: 2, at: 2 },
  { type: "node.started", nodeId: "first", path: "", attempt: 1, input: {}, runId: "", seq: 3, at: 3 },
];

/** A run whose process died, and before that so many others. */
async function plantInterrupted(database: Database, crashes: number): Promise<string> {
  const runId = newId();
  await plantRun(database, runId, workflow, begun);
  await database.execute("update runs set crashes = $2 where id = $1", [runId, crashes]);
  return runId;
}

/** The frozen document has to be there. */
async function freeze(database: Database): Promise<void> {
  const host = testHost(
    database,
    withRunner("http", async () => ({ body: 1 })),
  );
  await (await startTest(host, workflow)).ended;
}

describeEachDatabase("runs whose process died twice", (opened) => {
  test("are taken up one at a time, the next one when the one before has got somewhere", async () => {
    await freeze(opened());
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await plantInterrupted(opened(), 1));
    const order: string[] = [];
    const gates = new Map(ids.map((id) => [id, { first: gate(), second: gate() }]));
    const host = testHost(
      opened(),
      withRunner("http", async ({ runId, config }) => {
        const name = String(config.url).endsWith("first") ? "first" : "second";
        order.push(`${ids.indexOf(runId)} ${name}`);
        await gates.get(runId)?.[name].passed;
        return { body: 1 };
      }),
    );
    const over = ids.map((id) => settled(host, id));
    try {
      expect(await host.resume({ abandoned: 10 })).toBe(1);
      expect(await host.resume({ abandoned: 10 })).toBe(0);
      await expect.poll(() => order).toEqual(["0 first"]);
      gates.get(ids[0] ?? "")?.first.open();
      await expect.poll(() => [...order].sort()).toEqual(["0 first", "0 second", "1 first"]);
      for (const { first, second } of gates.values()) {
        first.open();
        second.open();
      }
      expect((await Promise.all(over)).map(({ type }) => type)).toEqual(Array(3).fill("run.completed"));
    } finally {
      await host.stop();
    }
  });

  test("those that died once go on at the same time", async () => {
    await freeze(opened());
    const ids = [await plantInterrupted(opened(), 0), await plantInterrupted(opened(), 0)];
    const both = gate();
    const started = new Set<string>();
    const host = testHost(
      opened(),
      withRunner("http", async ({ runId }) => {
        started.add(runId);
        if (started.size === ids.length) both.open();
        await both.passed;
        return { body: 1 };
      }),
    );
    const over = ids.map((id) => settled(host, id));
    try {
      expect(await host.resume({ abandoned: 10 })).toBe(2);
      await Promise.all(over);
    } finally {
      await host.stop();
    }
  });
});

describeEachDatabase("a run that kills whoever reads it", (opened) => {
  test("ends as a dead letter without being read", async () => {
    await freeze(opened());
    const runId = await plantInterrupted(opened(), 3);
    await opened().execute("update run_events set payload = 'unreadable' where run_id = $1 and seq = 3", [runId]);
    const host = testHost(opened());
    const over = settled(host, runId);
    try {
      expect(await host.resume({ abandoned: 10 })).toBe(1);
      expect(await over).toMatchObject({
        type: "run.failed",
        seq: 4,
        isDeadLetter: true,
        error: { message: expect.stringContaining("4 times in a row") },
      });
      const [row] = await opened().execute("select status, is_dead_letter, lease_owner from runs where id = $1", [
        runId,
      ]);
      expect(row).toEqual({ status: "failed", is_dead_letter: true, lease_owner: null });
      await opened().execute("update run_events set payload = null where run_id = $1 and seq = 3", [runId]);
      expect((await readEvents(opened(), runId)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    } finally {
      await host.stop();
    }
  });
});
