import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { workflowOf } from "@/server/executor/testing";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { readEvents } from "@/server/runs/read-events";
import { Client } from "@/server/testing/client";
import { type Settings, startWeb, startWorker, type TestProcess, type WebProcess } from "@/server/testing/processes";
import { type Stubs, startStubs } from "@/server/testing/stubs";

const input = { type: "input", fields: [{ name: "tag", type: "text" }] };
const output = { type: "output", name: "v" };

describe.skipIf(process.env.TEST_DATABASE_URL === undefined)("processes that share a Postgres", () => {
  let database: Database;
  let stubs: Stubs;
  let held: TestServer;
  /** Answered when the test says so. */
  let release: () => void = () => {};
  let released: Promise<void> = Promise.resolve();
  let settings: Settings;
  let web: WebProcess;
  let client: Client;
  const started: TestProcess[] = [];

  beforeAll(async () => {
    database = await openTestDatabase("postgres");
    stubs = await startStubs({ answerMs: 100, maxConcurrent: 1 });
    held = await startTestServer(async (request, response) => {
      await released;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(request.url));
    });
    settings = { ...stubs.settings, DATABASE_URL: database.url as string };
    // It carries out nothing itself.
    web = await startWeb({ ...settings, HEDDLE_RUN_SLOTS: "0" });
    client = new Client(() => web.url);
  });

  afterEach(async () => {
    release();
    await Promise.all(started.splice(0).map((process) => process.kill()));
  });

  afterAll(async () => {
    await web?.kill();
    await held?.close();
    await stubs?.close();
    await database?.close();
  });

  const hold = () => {
    const gate = Promise.withResolvers<void>();
    released = gate.promise;
    release = gate.resolve;
  };

  async function worker(more: Settings = {}): Promise<TestProcess> {
    const process = await startWorker({ ...settings, ...more });
    started.push(process);
    return process;
  }

  const asking = workflowOf(
    {
      in: input,
      m: { type: "model", model: "stub" },
      boss: { type: "agent", prompt: "{{ tag }}", policy: { cache: "never" } },
      out: output,
    },
    ["in.tag -> boss.tag", "m.model -> boss.model", "boss.text -> out.value"],
  );
  const fetching = (settings = {}) =>
    workflowOf(
      { in: input, get: { type: "http", url: `${held.url}/{{ input.tag }}` }, out: output },
      ["get.body -> out.value"],
      settings,
    );

  test("never call a model's endpoint more often at once than it may be", async () => {
    // With two slots each, one alone could not have all of them.
    await Promise.all([worker({ HEDDLE_RUN_SLOTS: "2" }), worker({ HEDDLE_RUN_SLOTS: "2" })]);
    const id = await client.createWorkflow(asking);
    const owners = new Set<string>();
    const watch = setInterval(async () => {
      const rows = await database.execute<{ lease_owner: string }>(
        "select distinct lease_owner from runs where status = 'running' and lease_owner is not null",
      );
      for (const { lease_owner } of rows) owners.add(lease_owner);
    }, 50);
    try {
      const runs = Array.from({ length: 8 }, async (_, i) => {
        return client.untilOver(await client.startRun(id, { tag: `ask ${i}` }, `ask-${i}`));
      });
      const ended = await Promise.all(runs);
      expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "completed"));
    } finally {
      clearInterval(watch);
    }
    expect(owners.size).toBe(2);
    expect(stubs.modelCalls()).toBe(8);
    expect(stubs.mostModelCalls()).toBe(1);
  }, 120_000);

  test("free the places of one that is killed at once", async () => {
    const [first] = await Promise.all([worker({ HEDDLE_RUN_SLOTS: "1" })]);
    const id = await client.createWorkflow(asking);
    const before = stubs.modelCalls();
    const run = await client.startRun(id, { tag: "killed" }, "place-killed");
    await expect.poll(() => stubs.modelCalls(), { timeout: 60_000 }).toBe(before + 1);
    await first?.kill();
    const endsIn = (time: string) =>
      database.execute("update runs set lease_expires_at = now() + $2::interval where id = $1", [run, time]);
    // However slow this machine is, the killed one's lease does not run out meanwhile.
    await endsIn("10 minutes");
    await worker();
    const other = await client.untilOver(await client.startRun(id, { tag: "other" }, "place-other"));
    expect(other.status).toBe("completed");
    expect((await client.readRun(run)).status).toBe("running");
    await endsIn("-1 second");
    expect((await client.untilOver(run)).status).toBe("completed");
  }, 120_000);

  test("one that stood still while another one took its run over writes nothing more, and sends nothing twice", async () => {
    hold();
    const first = await worker();
    const id = await client.createWorkflow(
      workflowOf(
        {
          in: input,
          get: { type: "http", url: `${held.url}/{{ input.tag }}` },
          send: {
            type: "http",
            method: "POST",
            url: `${stubs.url}/{{ input.tag }}`,
            headers: { after: "{{ got }}" },
          },
          out: output,
        },
        ["get.body -> send.got", "send.body -> out.value"],
      ),
    );
    const run = await client.startRun(id, { tag: "stopped" }, "stopped");
    const gets = () => held.requests.filter((request) => request === "GET /stopped").length;
    await expect.poll(gets, { timeout: 60_000 }).toBe(1);
    process.kill(first.pid, "SIGSTOP");
    try {
      await worker();
      // As if its 15 seconds had gone by.
      await database.execute("update runs set lease_expires_at = now() - interval '1 second' where id = $1", [run]);
      await expect.poll(gets, { timeout: 60_000 }).toBe(2);
      release();
      expect((await client.untilOver(run)).status).toBe("completed");
      const events = await readEvents(database, run);
      process.kill(first.pid, "SIGCONT");
      // It has what it asked for by now, and its end is that of everything it would still write.
      expect(await first.terminate()).toBe(0);
      expect(await readEvents(database, run)).toEqual(events);
      expect(stubs.requests.filter((request) => request === "POST /stopped")).toHaveLength(1);
    } finally {
      if (first.isRunning()) process.kill(first.pid, "SIGCONT");
    }
  }, 120_000);

  test("carry out no more runs of a workflow at once than it allows, in order, and say what the others wait for", async () => {
    hold();
    await Promise.all([worker(), worker()]);
    const id = await client.createWorkflow(fetching({ maxRuns: 1 }));
    const from = held.requests.length;
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push(await client.startRun(id, { tag: `limited-${i}` }, `limited-${i}`));
    await expect.poll(() => held.requests.length, { timeout: 60_000 }).toBe(from + 1);
    expect(await client.readRun(ids[1] as string)).toMatchObject({ status: "queued", waitsForPlace: true });
    expect(await client.readRun(ids[0] as string)).not.toHaveProperty("waitsForPlace");
    release();
    for (const run of ids) expect((await client.untilOver(run)).status).toBe("completed");
    expect(held.requests.slice(from)).toEqual(ids.map((_, i) => `GET /limited-${i}`));
  }, 120_000);

  test("show the trace of a run that another process carries out, while it goes on", async () => {
    hold();
    await worker();
    const second = await startWeb({ ...settings, HEDDLE_RUN_SLOTS: "0" });
    started.push(second);
    const id = await client.createWorkflow(fetching());
    const run = await client.startRun(id, { tag: "seen" }, "seen");
    const traces = [web, second].map((process) => follow(`${process.url}/api/v1/runs/${run}/events`));
    await Promise.all(traces.map((trace) => trace.until("node.started")));
    expect(traces.map((trace) => trace.types().includes("run.completed"))).toEqual([false, false]);
    release();
    await Promise.all(traces.map((trace) => trace.until("run.completed")));
    expect(traces[0]?.types()).toEqual(traces[1]?.types());
    expect(traces[0]?.types().slice(0, 2)).toEqual(["run.queued", "run.started"]);
    await Promise.all(traces.map((trace) => trace.stop()));
  }, 120_000);

  test("take an answer about a run that is at work in another process, and refuse one that is none", async () => {
    hold();
    await worker();
    const form = { type: "object", properties: { days: { type: "integer" } }, required: ["days"] };
    const beside = workflowOf(
      {
        in: input,
        ask: { type: "approval", form },
        yes: { type: "output", name: "yes" },
        get: { type: "http", url: `${held.url}/{{ input.tag }}` },
        out: output,
      },
      ["in.tag -> ask.value", "ask.approved -> yes.value", "get.body -> out.value"],
    );
    const id = await client.createWorkflow(beside);
    const run = await client.startRun(id, { tag: "beside" }, "beside");
    const question = () => database.execute("select 1 from waits where run_id = $1", [run]);
    await expect.poll(question, { timeout: 60_000 }).toHaveLength(1);
    const path = `/api/v1/runs/${run}/nodes/ask/decision`;
    const answer = (decision: string, days: unknown) => client.send("POST", path, { decision, value: { days } });
    await expect(answer("approve", "two")).rejects.toThrow(/422.*days/);
    await expect(answer("retry", 2)).rejects.toThrow(/409/);
    expect(await answer("approve", 2)).toMatchObject({ status: "running" });
    await expect.poll(question, { timeout: 60_000 }).toHaveLength(0);
    await expect(answer("approve", 2)).rejects.toThrow(/409/);
    release();
    expect((await client.untilOver(run)).output).toEqual({ v: "/beside", yes: { days: 2 } });
  }, 120_000);

  test("hand over at once what a worker that is asked to end cannot finish in time", async () => {
    hold();
    const first = await worker({ HEDDLE_DRAIN_SECONDS: "1" });
    const id = await client.createWorkflow(fetching());
    const from = held.requests.length;
    const run = await client.startRun(id, { tag: "handed" }, "handed");
    await expect.poll(() => held.requests.length, { timeout: 60_000 }).toBe(from + 1);
    await worker();
    expect(await first.terminate()).toBe(0);
    const endedAt = Date.now();
    await expect.poll(() => held.requests.length, { timeout: 60_000 }).toBe(from + 2);
    // Not after the 15 s of a lease: nobody held it any more.
    expect(Date.now() - endedAt).toBeLessThan(10_000);
    const [row] = await database.execute("select crashes from runs where id = $1", [run]);
    expect(row).toEqual({ crashes: 0 });
    release();
    expect(await client.untilOver(run)).toMatchObject({ status: "completed", output: { v: "/handed" } });
  }, 120_000);
});

/** Reads server-sent events. */
function follow(url: string) {
  const abort = new AbortController();
  const types: string[] = [];
  const waiting = new Map<string, () => void>();
  const reading = (async () => {
    const response = await fetch(url, { headers: { accept: "text/event-stream" }, signal: abort.signal });
    let text = "";
    const decoder = new TextDecoder();
    for await (const part of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("data:")) continue;
        const { type } = JSON.parse(line.slice(5)) as { type: string };
        types.push(type);
        waiting.get(type)?.();
      }
    }
  })();
  reading.catch(() => {});
  return {
    types: () => types,
    until: (type: string) =>
      new Promise<void>((resolve) => {
        if (types.includes(type)) resolve();
        else waiting.set(type, resolve);
      }),
    stop: async () => {
      abort.abort();
      await reading.catch(() => {});
    },
  };
}
