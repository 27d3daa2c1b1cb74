import { expect, test } from "vitest";
import { lastEventTypes } from "@/nodes/core/trace-event";
import type { WorkflowSettings } from "@/nodes/core/workflow";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import type { RunHost } from "@/server/executor/run-host";
import { RunQueue } from "@/server/executor/run-queue";
import { gate, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { plantRun, settled } from "@/server/executor/testing-chaos";
import { newId } from "@/server/new-id";

const fetching = (settings: Partial<WorkflowSettings> = {}) =>
  workflowOf(
    { get: { type: "http", url: "https://example.org/x" }, out: { type: "output", name: "v" } },
    ["get.body -> out.value"],
    settings,
  );

/** A host with one slot, which the first run keeps until the test says so. `order` is that of all runs. */
function busyHost(database: Database) {
  const goOn = gate();
  const order: string[] = [];
  const host = testHost(database, {
    slots: 1,
    ...withRunner("http", async ({ runId }) => {
      order.push(runId);
      await goOn.passed;
      return { body: 1 };
    }),
  });
  return { host, order, goOn: goOn.open };
}

function allOver(host: RunHost, count: number): Promise<void> {
  const done = gate();
  let over = 0;
  host.services.bus.subscribeAll((_, events) => {
    over += events.filter((event) => lastEventTypes.has(event.type)).length;
    if (over === count) done.open();
  });
  return done.passed;
}

async function jobsOf(database: Database): Promise<number> {
  const [there] = await database.execute<{ name: string | null }>("select to_regclass('pgboss.job')::text as name");
  if (there?.name == null) return 0;
  const [row] = await database.execute<{ jobs: number }>(
    "select count(*)::int as jobs from pgboss.job where name = 'queued-runs'",
  );
  return row?.jobs ?? 0;
}

/** A run that nobody holds, as a process leaves it that dies after it wrote the run's row. */
async function plantUnheld(database: Database): Promise<string> {
  const runId = newId();
  const workflow = fetching();
  const done = testHost(database, { ...withRunner("http", async () => ({ body: 1 })) });
  await (await startTest(done, workflow)).ended;
  await plantRun(database, runId, workflow, [{ type: "run.queued", input: {}, runId, seq: 1, at: 1 }]);
  await database.execute("update runs set lease_owner = null, lease_expires_at = null where id = $1", [runId]);
  return runId;
}

// Each on a database of its own: another host would take the runs from the queue.
describeEachDatabase("runs in the queue", (opened) => {
  test("start by priority, those that somebody waits for before those of a schedule, then by age", async () => {
    const { host, order, goOn } = busyHost(opened());
    try {
      const over = allOver(host, 8);
      const first = await startTest(host, fetching());
      const queue = async (priority: WorkflowSettings["priority"], trigger: string) =>
        (await startTest(host, fetching({ priority }), {}, { trigger })).runId;
      const low = await queue("low", "manual");
      const planned = await queue(undefined, "schedule");
      const file = await queue("normal", "file-watch");
      const normal = await queue(undefined, "manual");
      const called = await queue("normal", "webhook");
      const plannedHigh = await queue("high", "schedule");
      const high = await queue("high", "api");
      await expect.poll(() => jobsOf(opened())).toBe(7);
      goOn();
      await over;
      expect(order).toEqual([first.runId, high, plannedHigh, normal, called, planned, file, low]);
    } finally {
      await host.stop();
    }
  });
});

describeEachDatabase("a run that wants a place of its workflow", (opened) => {
  test("gets it by priority too", async () => {
    const { host, order, goOn } = busyHost(opened());
    const workflowId = newId();
    const one = fetching({ maxRuns: 1 });
    try {
      const over = allOver(host, 4);
      const ids: string[] = [];
      for (const trigger of ["manual", "schedule", "schedule", "chat"])
        ids.push((await startTest(host, one, {}, { workflowId, trigger })).runId);
      await expect.poll(() => order).toEqual([ids[0]]);
      goOn();
      await over;
      expect(order).toEqual([0, 3, 1, 2].map((i) => ids[i]));
    } finally {
      await host.stop();
    }
  });
});

describeEachDatabase("a new run", (opened) => {
  test("does not overtake those that wait for a slot", async () => {
    const { host, order, goOn } = busyHost(opened());
    try {
      const over = allOver(host, 4);
      const ids: string[] = [];
      for (let i = 0; i < 3; i++) ids.push((await startTest(host, fetching())).runId);
      goOn();
      await host.executionOf(ids[0] ?? "")?.ended;
      ids.push((await startTest(host, fetching())).runId);
      await over;
      expect(order).toEqual(ids);
    } finally {
      await host.stop();
    }
  });
});

describeEachDatabase("a run that nobody holds", (opened) => {
  test("has one job, however often it is offered", async () => {
    const queue = new RunQueue(opened());
    try {
      const run = { id: newId(), priority: 0 };
      await queue.offer([run]);
      await queue.offer([run, { id: newId(), priority: 5 }]);
      const jobs = await queue.take(10);
      expect(jobs.map(({ runId }) => runId)).toHaveLength(2);
      expect(await queue.take(10)).toEqual([]);
      await queue.done(jobs);
    } finally {
      await queue.close();
    }
  });

  test("is carried out although its job was taken by a process that died with it, or never came to be", async () => {
    const taken = await plantUnheld(opened());
    const forgotten = await plantUnheld(opened());
    const dead = new RunQueue(opened());
    await dead.offer([{ id: taken, priority: 0 }]);
    expect((await dead.take(1)).map(({ runId }) => runId)).toEqual([taken]);
    await dead.close();
    const host = testHost(opened(), { ...withRunner("http", async () => ({ body: 2 })) });
    const ends = [settled(host, taken), settled(host, forgotten)];
    try {
      await host.joinOthers();
      expect((await Promise.all(ends)).map(({ type }) => type)).toEqual(["run.completed", "run.completed"]);
    } finally {
      await host.stop();
    }
  });
});
