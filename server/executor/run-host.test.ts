import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import type { NodeRunner } from "@/nodes/core/node-runner";
import { lastEventTypes } from "@/nodes/core/trace-event";
import { emptyWorkflow } from "@/nodes/core/workflow";
import { runnerOf } from "@/nodes/runners";
import { DatabaseError } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { renewLeases } from "@/server/executor/renew-leases";
import { cancelChannel, type RunHost } from "@/server/executor/run-host";
import { startOnce } from "@/server/executor/start-run";
import { gate, published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { plantRun, settled } from "@/server/executor/testing-chaos";
import { isFlush, withStatements } from "@/server/executor/testing-database";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const withRunner = (type: string, runner: NodeRunner) => ({
  runnerOf: async (wanted: string) => (wanted === type ? runner : runnerOf(wanted)),
});
const http = (more = {}) => ({ type: "http", url: "https://example.org/x", ...more });
const one = workflowOf({ a: http(), out: { type: "output", name: "v" } }, ["a.body -> out.value"]);

const expire = (database: Database, runId: string) =>
  database.execute("update runs set lease_expires_at = now() - interval '1 second' where id = $1", [runId]);

async function rowOf(database: Database, runId: string) {
  const [row] = await database.execute<{ status: string; fence: number; lease_owner: string | null; crashes: number }>(
    "select status, fence, lease_owner, crashes from runs where id = $1",
    [runId],
  );
  if (row === undefined) throw new Error(`there is no run ${runId}`);
  return row;
}

/** A host whose only costly node waits for the test. */
function heldHost(database: Database) {
  const started = gate();
  const goOn = gate();
  const host = testHost(
    database,
    withRunner("http", async () => {
      started.open();
      await goOn.passed;
      return { body: "held" };
    }),
  );
  return { host, started: started.passed, goOn: goOn.open };
}

describeEachDatabase("several holders of a run", (opened) => {
  test("one whose lease ran out writes nothing any more, and stops", async () => {
    const first = heldHost(opened());
    const { runId, ended } = await startTest(first.host, one);
    await first.started;
    await expire(opened(), runId);
    const second = testHost(
      opened(),
      withRunner("http", async () => ({ body: "second" })),
    );
    const end = settled(second, runId);
    expect(await second.resume({ abandoned: 10 })).toBe(1);
    expect((await end).type).toBe("run.completed");
    const events = await readEvents(opened(), runId);
    first.goOn();
    await expect(ended).rejects.toMatchObject({ code: "CONFLICT" });
    await first.host.services.writer.idle();
    expect(first.host.executionOf(runId)).toBeUndefined();
    expect(await readEvents(opened(), runId)).toEqual(events);
    expect(events.at(-1)).toMatchObject({ output: { v: "second" } });
    expect(await rowOf(opened(), runId)).toMatchObject({ status: "completed", fence: 2, lease_owner: null });
  });

  test("a living lease is renewed and cannot be claimed", async () => {
    const first = heldHost(opened());
    const { runId, ended } = await startTest(first.host, one);
    await first.started;
    await opened().execute("update runs set lease_expires_at = now() + interval '1 second' where id = $1", [runId]);
    const execution = first.host.executionOf(runId);
    if (execution === undefined) throw new Error("the host does not hold it");
    await renewLeases(first.host.services, [execution], []);
    const [row] = await opened().execute(
      "select lease_expires_at > now() + interval '10 seconds' as alive from runs where id = $1",
      [runId],
    );
    expect(row).toEqual({ alive: true });
    const second = testHost(opened());
    expect(await second.claimFor(runId, ["running"])).toBeUndefined();
    expect(await second.resume({ abandoned: 10 })).toBe(0);
    first.goOn();
    expect(await ended).toBe("completed");
  });

  test("a heartbeat lets go of a run that was taken over, before it writes again", async () => {
    const first = heldHost(opened());
    const { runId, ended } = await startTest(first.host, one);
    await first.started;
    const execution = first.host.executionOf(runId);
    if (execution === undefined) throw new Error("the host does not hold it");
    await opened().execute("update runs set fence = fence + 1, lease_owner = 'other' where id = $1", [runId]);
    await renewLeases(first.host.services, [execution], []);
    await expect(ended).rejects.toMatchObject({ code: "CONFLICT" });
    expect(execution.signal.aborted).toBe(true);
    await expect(execution.log.committed()).rejects.toMatchObject({ code: "CONFLICT" });
    await opened().execute("update runs set status = 'canceled', lease_owner = null where id = $1", [runId]);
  });

  test("a cancel reaches the process that holds the run", async () => {
    const first = heldHost(opened());
    const { runId, ended } = await startTest(first.host, one);
    await first.started;
    const execution = first.host.executionOf(runId);
    if (execution === undefined) throw new Error("the host does not hold it");
    await opened().execute("update runs set cancel_requested = true where id = $1", [runId]);
    await renewLeases(first.host.services, [execution], []);
    expect(await ended).toBe("canceled");
  });

  test("processes that share a database pass a cancel on, and take up what nobody holds", async () => {
    const first = heldHost(opened());
    await first.host.joinOthers();
    try {
      const { runId, ended } = await startTest(first.host, one);
      await first.started;
      await opened().notify(cancelChannel, runId);
      expect(await ended).toBe("canceled");
      const lost = newId();
      await startTest(first.host, emptyWorkflow("lost"));
      await plantRun(opened(), lost, emptyWorkflow("lost"), [
        { type: "run.queued", input: {}, runId: lost, seq: 1, at: 1 },
      ]);
      await opened().execute(
        "update runs set lease_owner = null, created_at = now() - interval '1 minute' where id = $1",
        [lost],
      );
      const end = settled(first.host, lost);
      await first.host.joinOthers();
      expect((await end).type).toBe("run.completed");
    } finally {
      await first.host.stop();
    }
  });

  test("a stop gives runs back without counting a crash", async () => {
    const first = heldHost(opened());
    const { runId } = await startTest(first.host, one);
    await first.started;
    await first.host.stop();
    expect(await rowOf(opened(), runId)).toMatchObject({ status: "running", lease_owner: null, crashes: 0 });
    await expect(startTest(first.host, one)).rejects.toMatchObject({ code: "CANCELED", retryable: true });
    const second = testHost(
      opened(),
      withRunner("http", async () => ({ body: 2 })),
    );
    const end = settled(second, runId);
    await second.resume({ everything: true });
    expect((await end).type).toBe("run.completed");
  });

  test("a run that crashed its process three times without getting on is not tried again", async () => {
    const { events } = await runToEnd(
      testHost(
        opened(),
        withRunner("http", async () => ({ body: 1 })),
      ),
      one,
    );
    const runId = newId();
    await plantRun(opened(), runId, one, events.slice(0, 3));
    for (const crashes of [1, 2]) {
      const victim = heldHost(opened());
      await victim.host.resume({ abandoned: 10 });
      await victim.started;
      expect(await rowOf(opened(), runId)).toMatchObject({ crashes });
      await victim.host.drain(0);
      victim.host.executionOf(runId)?.abandon();
      await expire(opened(), runId);
    }
    const host = testHost(opened());
    const end = settled(host, runId);
    await host.resume({ abandoned: 10 });
    expect(await end).toMatchObject({
      type: "run.failed",
      error: { code: "INTERNAL", message: expect.stringContaining("went down 3 times in a row") },
    });
  });

  test("a run that cannot even be opened fails, and holds no slot", async () => {
    const workflow = { ...one, name: newId() };
    const runId = newId();
    await plantRun(opened(), runId, workflow, [{ type: "run.queued", input: {}, runId, seq: 1, at: 1 }]);
    const host = testHost(opened(), { slots: 1 });
    const end = settled(host, runId);
    await host.resume({ abandoned: 10 });
    expect(await end).toMatchObject({ type: "run.failed", error: { code: "INTERNAL" } });
    expect((await rowOf(opened(), runId)).status).toBe("failed");
    await expect.poll(() => host.load.freeSlots).toBe(1);
  });
});

describeEachDatabase("more runs than slots", (opened) => {
  const quick = workflowOf({ t: { type: "transform", expression: "6 * 7" }, out: { type: "output", name: "v" } }, [
    "t.value -> out.value",
  ]);
  let host: RunHost;
  beforeAll(() => {
    host = testHost(opened(), { slots: 1 });
  });
  afterAll(() => host.stop());

  test("go through the queue, and all of them end", async () => {
    const over = new Set<string>();
    const all = gate();
    host.services.bus.subscribeAll((runId, events) => {
      if (events.some((event) => lastEventTypes.has(event.type))) over.add(runId);
      if (over.size === 20) all.open();
    });
    const started = await Promise.all(Array.from({ length: 20 }, () => startTest(host, quick)));
    expect(started.filter((run) => run.ended !== undefined).length).toBeLessThan(20);
    await all.passed;
    for (const { runId } of started) expect((await rowOf(opened(), runId)).status).toBe("completed");
    await expect.poll(() => host.load).toEqual({ running: 0, freeSlots: 1 });
  });

  test("a cancel that comes while a run is on its way into the queue is heard when its turn comes", async () => {
    const runId = newId();
    await startTest(host, quick);
    await plantRun(opened(), runId, quick, [{ type: "run.queued", input: {}, runId, seq: 1, at: 1 }]);
    await opened().execute("update runs set cancel_requested = true where id = $1", [runId]);
    const end = settled(host, runId);
    await host.resume({ abandoned: 10 });
    expect((await end).type).toBe("run.canceled");
  });
});

// A database of its own: another host would take the run from the queue.
describeEachDatabase("a run in the queue", (opened) => {
  test("is canceled without having begun", async () => {
    const busy = heldHost(opened());
    const small = testHost(opened(), { ...busy.host.services, slots: 1 });
    try {
      const first = await startTest(small, one);
      const queued = await startTest(small, one);
      expect(queued.ended).toBeUndefined();
      await expect.poll(async () => (await rowOf(opened(), queued.runId)).lease_owner).toBeNull();
      const claimed = await small.claimFor(queued.runId, ["queued"]);
      claimed?.cancel();
      expect(await claimed?.ended).toBe("canceled");
      busy.goOn();
      expect(await first.ended).toBe("completed");
      expect((await readEvents(opened(), queued.runId)).map((event) => event.type)).toEqual([
        "run.queued",
        "run.canceled",
      ]);
    } finally {
      await small.stop();
    }
  });
});

describeEachDatabase("storing", (opened) => {
  const key = () => newId();
  const start = async (host: RunHost, idempotencyKey: string) =>
    startOnce(host, { workspaceId: "default", workflowId: "w", idempotencyKey }, () =>
      startTest(host, one, {}, { workflowId: "w", idempotencyKey }),
    );

  test("two starts at once with one idempotency key are one run, and harm no other one", async () => {
    const calls: string[] = [];
    const host = testHost(
      opened(),
      withRunner("http", async ({ runId }) => {
        calls.push(runId);
        return { body: 1 };
      }),
    );
    const shared = key();
    const [a, b, other] = await Promise.all([start(host, shared), start(host, shared), start(host, key())]);
    expect(a.runId).toBe(b.runId);
    expect(other.runId).not.toBe(a.runId);
    expect((await start(host, shared)).runId).toBe(a.runId);
    await Promise.all([a.ended, b.ended, other.ended]);
    expect(calls.sort()).toEqual([a.runId, other.runId].sort());
    const rows = await opened().execute("select id from runs where idempotency_key = $1", [shared]);
    expect(rows).toHaveLength(1);
  });

  test("two processes with one key at once are one run too", async () => {
    const runner = withRunner("http", async () => ({ body: 1 }));
    const shared = key();
    const [a, b] = await Promise.all([
      start(testHost(opened(), runner), shared),
      start(testHost(opened(), runner), shared),
    ]);
    expect(a.runId).toBe(b.runId);
    await Promise.all([a.ended, b.ended]);
  });

  test("a database that is away for a while loses nothing, also when it was its answer that was lost", async () => {
    let statements = 0;
    let answersLost = 0;
    const away = () =>
      new DatabaseError({ code: "57P01", message: "terminating connection due to administrator command" }, "");
    const flaky = withStatements(opened(), async (text, _, run) => {
      if (!isFlush(text) && !text.includes("insert into stored_values")) return run();
      statements += 1;
      if (statements % 4 === 1) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
      if (statements % 4 !== 2) return run();
      await run();
      answersLost += 1;
      throw away();
    });
    const host = testHost(
      flaky,
      withRunner("http", async ({ nodeId }) => ({ body: nodeId.repeat(300_000) })),
    );
    const workflow = workflowOf({ a: http(), b: http({ url: "https://example.org/{{ v | size }}" }) }, [
      "a.body -> b.v",
    ]);
    const runs = await Promise.all([runToEnd(host, workflow), runToEnd(host, workflow)]);
    for (const { status, events, state } of runs) {
      expect(status).toBe("completed");
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: state.lastSeq }, (_, i) => i + 1));
    }
    expect(answersLost).toBeGreaterThan(1);
  });

  test("what the database refuses ends its run alone, and says so", async () => {
    const refused = "refuse me";
    const picky = withStatements(opened(), async (text, parameters, run) => {
      if (isFlush(text) && JSON.stringify(parameters).includes(refused))
        throw new DatabaseError({ code: "54000", message: "too large" }, text);
      return run();
    });
    const spoiled = testHost(
      picky,
      withRunner("http", async ({ nodeId }) => ({ body: nodeId === "a" ? refused : "fine" })),
    );
    const [failed, fine] = await Promise.all([
      startTest(spoiled, workflowOf({ a: http(), z: http() }, [])),
      startTest(spoiled, workflowOf({ b: http() }, [])),
    ]);
    expect(await failed.ended).toBe("failed");
    expect(await fine.ended).toBe("completed");
    const events = await readEvents(opened(), failed.runId);
    expect(events.at(-1)).toMatchObject({
      type: "run.failed",
      error: { code: "INTERNAL", message: expect.stringContaining("refused to store") },
    });
    expect(await rowOf(opened(), failed.runId)).toMatchObject({ status: "failed", lease_owner: null });
    expect((await runToEnd(spoiled, workflowOf({ b: http() }, []))).status).toBe("completed");
  });

  test("a run whose start is refused does not exist, and its starter is told", async () => {
    const picky = withStatements(opened(), async (text, _, run) => {
      if (isFlush(text)) throw new DatabaseError({ code: "54000", message: "too large" }, text);
      return run();
    });
    const host = testHost(picky);
    const { runId, committed, ended } = await startTest(host, emptyWorkflow("x"));
    await expect(committed).rejects.toMatchObject({ code: "54000" });
    await expect(ended).rejects.toBeDefined();
    expect(await opened().execute("select 1 from runs where id = $1", [runId])).toEqual([]);
  });

  test("a listener that throws harms neither the run nor other listeners", async () => {
    const host = testHost(opened());
    host.services.bus.subscribeAll(() => {
      throw new AppError("INTERNAL", "a listener's own");
    });
    const seen = published(host, (event) => event.type === "run.completed");
    expect((await runToEnd(host, emptyWorkflow("x"))).status).toBe("completed");
    await seen;
  });
});
