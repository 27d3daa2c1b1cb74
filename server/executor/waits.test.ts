import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Workflow } from "@/nodes/core/workflow";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { plantRun, settled, steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const input = { type: "input", fields: [{ name: "v", type: "json" }] };

/** in → ask ┬ approved → yes;  rejected → no */
function asking(config = {}): Workflow {
  return workflowOf(
    {
      in: input,
      ask: { type: "approval", title: "Send {{ input.v }}?", ...config },
      yes: { type: "output", name: "yes" },
      no: { type: "output", name: "no" },
    },
    ["in.v -> ask.value", "ask.approved -> yes.value", "ask.rejected -> no.value"],
  );
}

describeEachDatabase("what waits", (opened) => {
  const waiting = (runId: string) =>
    opened().execute<{ node_id: string; path: string; reason: string; details: string; due_at: Date | null }>(
      "select node_id, path, reason, details, due_at from waits where run_id = $1 order by path",
      [runId],
    );

  /** Starts a run and resolves when all of it waits. */
  async function startWaiting(workflow: Workflow, given = {}) {
    const host = testHost(opened());
    const waits = published(host, (event) => event.type === "run.waiting");
    const { runId, ended } = await startTest(host, workflow, given);
    await waits;
    return { host, runId, ended };
  }

  describe("for a person", () => {
    test("stands in the inbox until it is answered, and goes the way that was chosen", async () => {
      const { host, runId, ended } = await startWaiting(asking(), { v: "it" });
      const [row] = await waiting(runId);
      expect(row).toMatchObject({ node_id: "ask", path: "", reason: "approval", due_at: null });
      expect(JSON.parse(row?.details ?? "")).toEqual({ title: "Send it?", value: "it" });
      expect(host.executionOf(runId)?.decide("ask", "", { decision: "approve", by: "ada" })).toBe(true);
      expect(await ended).toBe("completed");
      expect(await waiting(runId)).toEqual([]);
      const events = await readEvents(opened(), runId);
      expect(events.at(-1)).toMatchObject({ type: "run.completed", output: { yes: "it" } });
      expect(events.find((event) => event.type === "node.decided")).toMatchObject({ decision: "approve", by: "ada" });
    });

    test("hands on what the person made of the value", async () => {
      const { host, runId, ended } = await startWaiting(asking(), { v: { to: "Al" } });
      host.executionOf(runId)?.decide("ask", "", { decision: "reject", value: { to: "Bo" } });
      await ended;
      expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { no: { to: "Bo" } } });
    });

    test("refuses a form that is not filled in as it has to be, and goes on asking", async () => {
      const form = { type: "object", properties: { days: { type: "integer" } }, required: ["days"] };
      const { host, runId, ended } = await startWaiting(asking({ form }), { v: 1 });
      const execution = host.executionOf(runId);
      const answer = (value: unknown) => execution?.decide("ask", "", { decision: "approve", value });
      expect(() => answer({ days: "two" })).toThrow(/days/);
      expect(() => answer({})).toThrow(/filled in/);
      expect(() => answer(undefined)).toThrow(/has a form/);
      expect(answer({ days: 2 })).toBe(true);
      await ended;
      expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { yes: { days: 2 } } });
    });

    test("is answered once: the second answer finds nothing", async () => {
      const { host, runId, ended } = await startWaiting(asking());
      const execution = host.executionOf(runId);
      expect(execution?.decide("ask", "", { decision: "approve" })).toBe(true);
      expect(execution?.decide("ask", "", { decision: "reject" })).toBe(false);
      expect(await ended).toBe("completed");
    });

    test("an answer that is stored is never asked for again, wherever the process died", async () => {
      const { host, runId, ended } = await startWaiting(asking(), { v: 1 });
      host.executionOf(runId)?.decide("ask", "", { decision: "approve" });
      await ended;
      const events = await readEvents(opened(), runId);
      const decided = events.findIndex((event) => event.type === "node.decided");
      for (let k = decided + 1; k < events.length; k++) {
        const again = newId();
        await plantRun(opened(), again, asking(), events.slice(0, k));
        const next = testHost(opened());
        const end = settled(next, again);
        await next.resume({ everything: true });
        expect((await end).type).toBe("run.completed");
        const healed = await readEvents(opened(), again);
        expect(healed.filter((event) => event.type === "node.waiting")).toHaveLength(1);
        await next.stop();
      }
    });

    test("survives restarts, and is answered by whoever claims the run", async () => {
      const { host, runId } = await startWaiting(asking(), { v: 1 });
      await host.stop();
      const next = testHost(opened());
      expect(await next.resume({ everything: true })).toBe(0);
      expect(await waiting(runId)).toHaveLength(1);
      const claimed = await next.claimFor(runId, ["waiting"]);
      if (claimed === undefined) throw new Error("it was not claimed");
      next.beginClaimed(claimed);
      await claimed.asked;
      expect(claimed.decide("ask", "", { decision: "approve" })).toBe(true);
      expect(await claimed.ended).toBe("completed");
      expect(await waiting(runId)).toEqual([]);
    });

    test("a cancel takes it out of the inbox", async () => {
      const { host, runId, ended } = await startWaiting(asking());
      host.executionOf(runId)?.cancel();
      expect(await ended).toBe("canceled");
      expect(await waiting(runId)).toEqual([]);
    });

    test("in a loop: every item asks, and the run waits when all of them do", async () => {
      const workflow = workflowOf(
        {
          in: input,
          loop: { type: "for-each" },
          ask: { type: "approval", title: "{{ value }}?", parentId: "loop" },
          out: { type: "output", name: "all" },
        },
        [
          "in.v -> loop.items",
          "loop.inner.item -> ask.value",
          "ask.approved -> loop.inner.result",
          "loop.results -> out.value",
        ],
      );
      const { host, runId, ended } = await startWaiting(workflow, { v: ["a", "b", "c"] });
      expect((await waiting(runId)).map(({ path }) => path)).toEqual(["loop[0]", "loop[1]", "loop[2]"]);
      const execution = host.executionOf(runId);
      execution?.decide("ask", "loop[1]", { decision: "reject" });
      execution?.decide("ask", "loop[0]", { decision: "approve" });
      execution?.decide("ask", "loop[2]", { decision: "approve" });
      expect(await ended).toBe("completed");
      expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { all: ["a", "c"] } });
    });
  });

  describe("for a person, before a tool is called", () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer();
    });
    afterAll(() => server.close());

    const agent = (approval: string, method = "POST") =>
      workflowOf(
        {
          m: { type: "model" },
          send: { type: "http", method, url: `${server.url}/send/{{ to }}` },
          boss: { type: "agent", prompt: "go", approval },
          out: { type: "output", name: "said" },
        },
        ["m.model -> boss.model", "send.tool -> boss.tools", "boss.text -> out.value"],
      );
    const tools = { send: { to: "al" } };
    const sent = () => server.requests.filter((request) => request.startsWith("POST /send/"));

    async function startAsking(workflow: Workflow, more = {}) {
      const host = testHost(opened(), { model: steadyModel(tools) });
      const waits = published(host, (event) => event.type === "run.waiting");
      const { runId, ended } = await startTest(host, workflow, {}, more);
      await waits;
      return { host, runId, ended, execution: host.executionOf(runId) };
    }

    test("shows the exact arguments, and calls it with what the person made of them", async () => {
      const { runId, ended, execution } = await startAsking(agent("tools"));
      const [row] = await waiting(runId);
      expect(row).toMatchObject({ node_id: "send", path: "boss#1", reason: "approval" });
      expect(JSON.parse(row?.details ?? "")).toMatchObject({ tool: "send", by: "boss", value: { to: "al" } });
      const before = sent().length;
      execution?.decide("send", "boss#1", { decision: "approve", value: { to: "bo" } });
      expect(await ended).toBe("completed");
      expect(sent().slice(before)).toEqual(["POST /send/bo"]);
    });

    test("arguments that are no object are refused, and the question stays open", async () => {
      const { ended, execution } = await startAsking(agent("tools"));
      expect(() => execution?.decide("send", "boss#1", { decision: "approve", value: "bo" })).toThrow(/object/);
      execution?.decide("send", "boss#1", { decision: "reject" });
      expect(await ended).toBe("completed");
    });

    test("a call that is refused is not made, and the model is told so", async () => {
      const before = sent().length;
      const { runId, ended, execution } = await startAsking(agent("tools"));
      execution?.decide("send", "boss#1", { decision: "reject" });
      expect(await ended).toBe("completed");
      expect(sent()).toHaveLength(before);
      expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({
        output: { said: expect.stringContaining("did not allow this call") },
      });
    });

    test("tools that may run twice are asked about only with always", async () => {
      const free = await runToEnd(testHost(opened(), { model: steadyModel(tools) }), agent("tools", "GET"));
      expect(free.status).toBe("completed");
      const { ended, execution } = await startAsking(agent("always", "GET"));
      execution?.decide("send", "boss#1", { decision: "approve" });
      expect(await ended).toBe("completed");
    });

    test("an allowed call is made once, wherever the process died", async () => {
      const { runId, ended, execution } = await startAsking(agent("tools"));
      execution?.decide("send", "boss#1", { decision: "approve", value: { to: "cy" } });
      await ended;
      const events = await readEvents(opened(), runId);
      const decided = events.findIndex((event) => event.type === "node.decided");
      const started = events.findIndex((event) => event.type === "node.started" && event.nodeId === "send");
      for (let k = decided + 1; k <= started; k++) {
        const again = newId();
        await plantRun(opened(), again, agent("tools"), events.slice(0, k));
        const next = testHost(opened(), { model: steadyModel(tools) });
        const before = sent().length;
        const end = settled(next, again);
        await next.resume({ everything: true });
        expect((await end).type).toBe("run.completed");
        expect(sent().slice(before)).toEqual(["POST /send/cy"]);
        await next.stop();
      }
    });

    test("what is allowed always is not asked about in the next run of the workflow", async () => {
      const workflowId = newId();
      await opened().execute(
        "insert into workflows (id, slug, name, document, settings, revision) values ($1, $1, 'x', '{}', '{}', 1)",
        [workflowId],
      );
      const { ended, execution } = await startAsking(agent("tools"), { workflowId });
      execution?.decide("send", "boss#1", { decision: "approve", remember: "always" });
      expect(await ended).toBe("completed");
      const second = await startTest(
        testHost(opened(), { model: steadyModel(tools) }),
        agent("tools"),
        {},
        { workflowId },
      );
      expect(await second.ended).toBe("completed");
    });
  });

  describe("in a run that keeps only start and end", () => {
    const settings = { durability: "result" } as const;
    const asked = (runId: string) => waiting(runId).then((rows) => rows.map(({ node_id }) => node_id));

    /** in → first → second → yes */
    const twice = () =>
      workflowOf(
        {
          in: input,
          first: { type: "approval", title: "First?" },
          second: { type: "approval", title: "Second?" },
          yes: { type: "output", name: "yes" },
        },
        ["in.v -> first.value", "first.approved -> second.value", "second.approved -> yes.value"],
        settings,
      );

    test("each question stands in the inbox while it is open, and no longer", async () => {
      const { host, runId, ended } = await startWaiting(twice(), { v: 1 });
      expect(await asked(runId)).toEqual(["first"]);
      const again = published(host, (event) => event.type === "run.waiting");
      host.executionOf(runId)?.decide("first", "", { decision: "approve" });
      await again;
      expect(await asked(runId)).toEqual(["second"]);
      host.executionOf(runId)?.decide("second", "", { decision: "approve", value: 2 });
      expect(await ended).toBe("completed");
      expect(await asked(runId)).toEqual([]);
      expect((await readEvents(opened(), runId)).map(({ type }) => type)).not.toContain("node.waiting");
    });

    test("also while another branch is at work, and until a cancel", async () => {
      const reached = gate();
      const server = await startTestServer(() => reached.open());
      try {
        const nodes = { in: input, ask: { type: "approval", title: "?" }, slow: { type: "http", url: server.url } };
        const host = testHost(opened());
        const { runId, ended } = await startTest(host, workflowOf(nodes, ["in.v -> ask.value"], settings));
        await reached.passed;
        await expect.poll(() => asked(runId)).toEqual(["ask"]);
        const [row] = await opened().execute("select status from runs where id = $1", [runId]);
        expect(row).toEqual({ status: "running" });
        host.executionOf(runId)?.cancel();
        expect(await ended).toBe("canceled");
        expect(await asked(runId)).toEqual([]);
      } finally {
        await server.close();
      }
    });

    test("after a restart it asks again from its start, and of what it asked before nothing is left", async () => {
      const { host, runId } = await startWaiting(twice(), { v: 1 });
      const again = published(host, (event) => event.type === "run.waiting");
      host.executionOf(runId)?.decide("first", "", { decision: "approve" });
      await again;
      await host.stop();
      const next = testHost(opened());
      const claimed = await next.claimFor(runId, ["waiting"]);
      if (claimed === undefined) throw new Error("it was not claimed");
      next.beginClaimed(claimed);
      await claimed.asked;
      await next.services.writer.idle();
      expect(await asked(runId)).toEqual(["first"]);
      claimed.cancel();
      await claimed.ended;
    });

    test("after a restart it fails where something in it may not run twice", async () => {
      const workflow = twice();
      const post = workflowOf({ post: { type: "http", method: "POST", url: "http://127.0.0.1:1" } }, []).nodes;
      const risky = { ...workflow, nodes: [...workflow.nodes, ...post] };
      const sending = withRunner("http", () => Promise.resolve({ body: "sent" }));
      const host = testHost(opened(), sending);
      const waits = published(host, (event) => event.type === "run.waiting");
      const { runId } = await startTest(host, risky, { v: 1 });
      await waits;
      await host.stop();
      const next = testHost(opened(), sending);
      const claimed = await next.claimFor(runId, ["waiting"]);
      if (claimed === undefined) throw new Error("it was not claimed");
      next.beginClaimed(claimed);
      expect(await claimed.ended).toBe("failed");
      expect(claimed.log.state.error?.message).toContain("may not run twice");
      expect(await asked(runId)).toEqual([]);
    });

    test("one that waits for a time is woken after a restart", async () => {
      const workflow = workflowOf(
        { in: input, wait: { type: "wait", ms: 1_000 }, out: { type: "output", name: "v" } },
        ["in.v -> wait.value", "wait.value -> out.value"],
        settings,
      );
      const { host, runId } = await startWaiting(workflow, { v: 1 });
      await host.stop();
      await opened().execute("update waits set due_at = now() - interval '10 seconds' where run_id = $1", [runId]);
      const next = testHost(opened());
      const end = published(next, (event) => event.runId === runId && event.type === "run.completed");
      await next.watchDue();
      expect(await end).toMatchObject({ output: { v: 1 } });
      await next.stop();
    });
  });

  describe("for a time", () => {
    const wait = (config: object, more = {}) =>
      workflowOf({ in: input, wait: { type: "wait", ...config, ...more }, out: { type: "output", name: "v" } }, [
        "in.v -> wait.value",
        "wait.value -> out.value",
      ]);

    test("goes on by itself when the time has come, and its own time limit does not count it", async () => {
      const { status, state } = await runToEnd(testHost(opened()), wait({ ms: 120 }, { policy: { timeoutMs: 50 } }), {
        v: 1,
      });
      expect([status, state.output]).toEqual(["completed", { v: 1 }]);
      expect(state.nodeRuns.get("wait")?.answers).toMatchObject({ timer: { decision: "due" } });
    });

    test("a time that is past does not wait", async () => {
      const { state } = await runToEnd(testHost(opened()), wait({ until: "2020-01-01T00:00:00Z" }), { v: 1 });
      expect(state.output).toEqual({ v: 1 });
    });

    test("keeps its time through a restart, and is woken by whoever looks", async () => {
      const { host, runId } = await startWaiting(wait({ ms: 3_600_000 }), { v: 1 });
      const [before] = await waiting(runId);
      await host.stop();
      const next = testHost(opened());
      await next.watchDue();
      expect(next.executionOf(runId)).toBeUndefined();
      // Its time is moved to the past, as if an hour had gone by.
      const events = await readEvents(opened(), runId);
      const past = Date.now() - 10_000;
      await opened().execute("update run_events set payload = replace(payload, $1, $2) where run_id = $3", [
        String(before?.due_at?.getTime()),
        String(past),
        runId,
      ]);
      await opened().execute("update waits set due_at = $1 where run_id = $2", [new Date(past).toISOString(), runId]);
      expect(events.some((event) => event.type === "node.waiting" && event.dueAt === before?.due_at?.getTime())).toBe(
        true,
      );
      const end = settled(next, runId);
      await next.watchDue();
      expect((await end).type).toBe("run.completed");
      await next.stop();
    });

    test("an approval that nobody answers in time answers itself", async () => {
      const { runId, ended } = await startWaiting(asking({ timeoutMs: 1_000 }), { v: 1 });
      expect((await waiting(runId))[0]?.due_at).toBeInstanceOf(Date);
      expect(await ended).toBe("completed");
      expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { no: 1 } });
    });

    test("an approval that nobody answers in time is approved or fails, as its node says", async () => {
      const approving = await startWaiting(asking({ timeoutMs: 1_000, onTimeout: "approve" }), { v: 1 });
      const failing = await startWaiting(asking({ timeoutMs: 1_000, onTimeout: "fail" }), { v: 1 });
      expect(await approving.ended).toBe("completed");
      expect((await readEvents(opened(), approving.runId)).at(-1)).toMatchObject({ output: { yes: 1 } });
      expect(await failing.ended).toBe("failed");
      const error = { code: "TIMED_OUT", nodeId: "ask", field: "timeoutMs" };
      expect((await readEvents(opened(), failing.runId)).at(-1)).toMatchObject({ error });
    });

    test("a form that nobody fills in in time is approved with its defaults, or fails where they do not do", async () => {
      const days = { type: "integer", default: 2 };
      const form = { type: "object", properties: { days, why: { type: "string" } }, required: ["days"] };
      const late = { timeoutMs: 1_000, onTimeout: "approve" };
      const approving = await startWaiting(asking({ ...late, form }), { v: 1 });
      const failing = await startWaiting(asking({ ...late, form: { ...form, required: ["why"] } }), { v: 1 });
      expect(await approving.ended).toBe("completed");
      expect((await readEvents(opened(), approving.runId)).at(-1)).toMatchObject({ output: { yes: { days: 2 } } });
      expect(await failing.ended).toBe("failed");
      const error = { code: "TIMED_OUT", field: "form", message: expect.stringContaining("why is missing") };
      expect((await readEvents(opened(), failing.runId)).at(-1)).toMatchObject({ error });
    });

    test("an approval keeps its time through a restart, and answers itself when it has come", async () => {
      const { host, runId } = await startWaiting(asking({ timeoutMs: 3_600_000, onTimeout: "approve" }), { v: 1 });
      const [before] = await waiting(runId);
      await host.stop();
      const second = testHost(opened());
      const claimed = await second.claimFor(runId, ["waiting"]);
      if (claimed === undefined) throw new Error("it was not claimed");
      second.beginClaimed(claimed);
      await claimed.asked;
      await second.services.writer.idle();
      expect((await waiting(runId))[0]?.due_at).toEqual(before?.due_at);
      await second.stop();
      // Its time is moved to the past, as if an hour had gone by.
      const past = Date.now() - 10_000;
      await opened().execute("update run_events set payload = replace(payload, $1, $2) where run_id = $3", [
        String(before?.due_at?.getTime()),
        String(past),
        runId,
      ]);
      await opened().execute("update waits set due_at = $1 where run_id = $2", [new Date(past).toISOString(), runId]);
      const third = testHost(opened());
      const end = published(third, (event) => event.runId === runId && event.type === "run.completed");
      await third.watchDue();
      expect(await end).toMatchObject({ output: { yes: 1 } });
      await third.stop();
    });
  });
});
