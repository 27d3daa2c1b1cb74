import { describe, expect, test } from "vitest";
import type { NodeRunner } from "@/nodes/core/node-runner";
import { lastEventTypes } from "@/nodes/core/trace-event";
import { runnerOf } from "@/nodes/runners";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase, openTestDatabase } from "@/server/db/testing";
import type { RunHost } from "@/server/executor/run-host";
import { gate, published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { settled } from "@/server/executor/testing-chaos";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const withRunner = (runner: NodeRunner) => ({
  runnerOf: async (type: string) => (type === "http" ? runner : runnerOf(type)),
});
const settings = { maxRuns: 2 };
const nodes = { get: { type: "http", url: "https://example.org/x" }, out: { type: "output", name: "v" } };
const limited = workflowOf(nodes, ["get.body -> out.value"], settings);
const asking = workflowOf(
  {
    in: { type: "input", fields: [{ name: "v", type: "number", default: 1 }] },
    ask: { type: "approval" },
    out: { type: "output", name: "v" },
  },
  ["in.v -> ask.value", "ask.approved -> out.value"],
  { maxRuns: 1 },
);

/** Hosts on one database, as processes, whose costly node counts how many of it run at once. */
function hosts(database: Database, count: number) {
  const order: string[] = [];
  let active = 0;
  let most = 0;
  const runner: NodeRunner = async ({ runId }) => {
    order.push(runId);
    active += 1;
    most = Math.max(most, active);
    await new Promise((resolve) => setTimeout(resolve, 20));
    active -= 1;
    return { body: 1 };
  };
  const all = Array.from({ length: count }, () => testHost(database, withRunner(runner)));
  return { all, order, most: () => most };
}

function allOver(all: readonly RunHost[], count: number): Promise<void> {
  const over = new Set<string>();
  const done = gate();
  for (const host of all)
    host.services.bus.subscribeAll((runId, events) => {
      if (events.some((event) => lastEventTypes.has(event.type))) over.add(runId);
      if (over.size === count) done.open();
    });
  return done.passed;
}

describeEachDatabase("runs of one workflow at once", (opened) => {
  test.each([1, 2])("are at most as many as it says: %i", async (maxRuns) => {
    const { all, order, most } = hosts(opened(), 1);
    const [host] = all as [RunHost];
    const workflow = { ...limited, settings: { ...limited.settings, maxRuns } };
    const workflowId = newId();
    try {
      const done = allOver(all, 10);
      const ids: string[] = [];
      for (let i = 0; i < 10; i++) ids.push((await startTest(host, workflow, {}, { workflowId })).runId);
      await done;
      expect(most()).toBe(maxRuns);
      // Where two may run, a later one may overtake an earlier one between its start and its first node.
      expect(maxRuns === 1 ? order : [...order].sort()).toEqual(ids);
    } finally {
      await host.stop();
    }
  });

  test("leave other workflows, and documents that are not stored, alone", async () => {
    const { all, most } = hosts(opened(), 1);
    const [host] = all as [RunHost];
    try {
      const done = allOver(all, 9);
      const ids = Array.from({ length: 3 }, () => [newId(), newId(), null]).flat();
      await Promise.all(ids.map((workflowId) => startTest(host, limited, {}, { workflowId })));
      await done;
      expect(most()).toBeGreaterThan(2);
    } finally {
      await host.stop();
    }
  });

  test("a run that waits for a person keeps its place; one that is canceled in the queue never had it", async () => {
    const host = testHost(opened());
    const workflowId = newId();
    try {
      const waits = published(host, (event) => event.type === "run.waiting");
      const first = await startTest(host, asking, {}, { workflowId });
      expect((await waits).runId).toBe(first.runId);
      const second = await startTest(host, asking, {}, { workflowId });
      const third = await startTest(host, asking, {}, { workflowId });
      const statuses = () =>
        opened().execute("select id, status, place_limit from runs where workflow_id = $1 order by id", [workflowId]);
      await expect.poll(statuses).toEqual([
        { id: first.runId, status: "waiting", place_limit: null },
        { id: second.runId, status: "queued", place_limit: 1 },
        { id: third.runId, status: "queued", place_limit: 1 },
      ]);
      const claimed = await host.claimFor(second.runId, ["queued"]);
      claimed?.cancel();
      expect(await claimed?.ended).toBe("canceled");
      const goesOn = settled(host, third.runId);
      host.executionOf(first.runId)?.decide("ask", "", { decision: "approve" });
      expect((await goesOn).type).toBe("run.waiting");
      host.executionOf(third.runId)?.decide("ask", "", { decision: "approve" });
      await host.executionOf(third.runId)?.ended;
      expect((await readEvents(opened(), second.runId)).map(({ type }) => type)).toEqual([
        "run.queued",
        "run.canceled",
      ]);
    } finally {
      await host.stop();
    }
  });

  test("a run whose process died keeps its place until it is taken up, and the next one follows it", async () => {
    const started = gate();
    const dead = testHost(
      opened(),
      withRunner(() => {
        started.open();
        return new Promise(() => {});
      }),
    );
    const workflowId = newId();
    const one = { ...limited, settings: { ...limited.settings, maxRuns: 1 } };
    const first = await startTest(dead, one, {}, { workflowId });
    await started.passed;
    const second = await startTest(dead, one, {}, { workflowId });
    await expect
      .poll(() => opened().execute("select 1 from runs where id = $1 and place_limit = 1", [second.runId]))
      .toHaveLength(1);
    dead.executionOf(first.runId)?.abandon();
    const { all, order } = hosts(opened(), 1);
    const [host] = all as [RunHost];
    const done = allOver(all, 2);
    try {
      expect(await host.resume({ abandoned: 10 })).toBe(0);
      expect(order).toEqual([]);
      await opened().execute("update runs set lease_expires_at = now() - interval '1 second' where id = $1", [
        first.runId,
      ]);
      expect(await host.resume({ abandoned: 10 })).toBe(1);
      await done;
      expect(order).toEqual([first.runId, second.runId]);
    } finally {
      await host.stop();
      await dead.stop();
    }
  });

  test("are taken up after a restart of everything", async () => {
    const started = gate();
    const first = testHost(
      opened(),
      withRunner(() => {
        started.open();
        return new Promise(() => {});
      }),
    );
    const workflowId = newId();
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await startTest(first, limited, {}, { workflowId })).runId);
    await started.passed;
    await first.stop();
    const { all, most } = hosts(opened(), 1);
    const done = allOver(all, 4);
    const [host] = all as [RunHost];
    await host.resume({ everything: true });
    await done;
    expect(most()).toBe(2);
    await host.stop();
  });
});

describe("the limit of a workflow", () => {
  test.skipIf(process.env.TEST_DATABASE_URL === undefined)("holds over processes that share a Postgres", async () => {
    const database = await openTestDatabase("postgres");
    const { all, most } = hosts(database, 3);
    try {
      await Promise.all(all.map((host) => host.joinOthers()));
      const done = allOver(all, 24);
      const start = (i: number) => startTest(all[i % 3] as RunHost, limited, {}, { workflowId: "shared" });
      await Promise.all(Array.from({ length: 24 }, (_, i) => start(i)));
      await done;
      expect(most()).toBe(2);
    } finally {
      await Promise.all(all.map((host) => host.stop()));
      await database.close();
    }
  });
});
