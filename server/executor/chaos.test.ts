import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NodeRun } from "@/nodes/core/node-run";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { completions, doneIn, plantRun, settled, steadyModel } from "@/server/executor/testing-chaos";
import { mortalDatabase } from "@/server/executor/testing-database";
import { type Scene, sceneInput, sceneNames, scenesAt, startSceneServer } from "@/server/executor/testing-scenes";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

/**
 * Kill it and look: a run is stopped between any two events, another process takes it up, and it ends as if nothing had
 * happened: the same output, nothing completed twice, nothing that was finished done again.
 */

function stateChangeOf(event: TraceEvent): string {
  if (event.type === "node.waiting") return `${event.nodeId} waits`;
  if (event.type === "node.completed" && event.path !== "") return `${event.nodeId} is over`;
  return event.type === "run.waiting" ? "run waits" : "";
}

describeEachDatabase("a killed process", (opened) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSceneServer();
  });
  afterAll(() => server.close());

  const input = sceneInput;
  const http = (name: string, more = {}) => ({ type: "http", url: `${server.url}/{{ input.tag }}/${name}`, ...more });
  const output = { type: "output", name: "v" };

  /** Takes up what the dead host left behind, and checks what must hold. */
  async function heal(scene: Scene, runId: string, tag: string) {
    const database = opened();
    const before = await readEvents(database, runId);
    const named = ({ nodeId, input }: NodeRun) => input?.item ?? input?.iteration ?? nodeId;
    const done = doneIn(runId, before, (nodeRun) => `/${tag}/${named(nodeRun)}`);
    const model = scene.model?.();
    const host = testHost(database, { model });
    const end = settled(host, runId);
    const from = server.requests.length;
    if ((await host.resume({ everything: true })) > 0) await end;
    const requested = server.requests.slice(from).map((request) => request.split(" ")[1] as string);
    expect(requested.filter((path) => done.has(path))).toEqual([]);
    expect((model?.calls ?? []).filter((call) => done.has(call))).toEqual([]);
    expect([...(await completions(database, runId)).values()].every((count) => count === 1)).toBe(true);
    const [row] = await database.execute<{ status: string; output: string }>(
      "select status, output from runs where id = $1",
      [runId],
    );
    expect(row?.status).toBe("completed");
    expect(JSON.parse(row?.output ?? "null")).toEqual(scene.output);
    await host.stop();
  }

  describe.each(sceneNames)("in %s", (name) => {
    const scene = () => (scenesAt(server.url)[name] as () => Scene)();

    test("at any commit, seen or unseen", async () => {
      const { workflow, model } = scene();
      const calm = mortalDatabase(opened(), 0, "before");
      const end = await runToEnd(testHost(calm.database, { model: model?.() }), workflow, { tag: newId() });
      expect(end.state.output).toEqual(scene().output);
      expect(calm.flushes()).toBeGreaterThan(2);
      for (let at = 1; at <= calm.flushes() + 1; at++) {
        for (const when of ["before", "after"] as const) {
          const tag = newId();
          const mortal = mortalDatabase(opened(), at, when);
          const host = testHost(mortal.database, { model: model?.() });
          const { runId, ended } = await startTest(host, workflow, { tag });
          await Promise.race([mortal.died, ended]);
          host.executionOf(runId)?.abandon();
          if (at === 1 && when === "before") expect(await readEvents(opened(), runId)).toEqual([]);
          else await heal(scene(), runId, tag);
        }
      }
    });

    test("between any two events", async () => {
      const { workflow, model } = scene();
      const tag = newId();
      const { events } = await runToEnd(testHost(opened(), { model: model?.() }), workflow, { tag });
      for (let k = 1; k < events.length; k++) {
        const runId = newId();
        await plantRun(opened(), runId, workflow, events.slice(0, k));
        await heal(scene(), runId, tag);
      }
    });
  });

  describe("in a node that may not run twice", () => {
    const post = () => http("post", { method: "POST" });
    const workflow = () =>
      workflowOf({ in: input, a: http("a"), post: post(), out: output }, ["post.body -> out.value"]);

    async function expectAsked(database = opened()) {
      const tag = newId();
      const mortal = mortalDatabase(database, 0, "before");
      const host = testHost(mortal.database);
      const { events } = await runToEnd(host, workflow(), { tag });
      const started = events.findIndex((event) => event.type === "node.started" && event.nodeId === "post");
      const runId = newId();
      await plantRun(database, runId, workflow(), events.slice(0, started + 1));
      const second = testHost(database, { slots: 1 });
      const waits = settled(second, runId);
      await second.resume({ everything: true });
      expect((await waits).type).toBe("run.waiting");
      const [row] = await database.execute("select status, lease_owner from runs where id = $1", [runId]);
      expect(row).toEqual({ status: "waiting", lease_owner: null });
      // Whoever waits for a person keeps no other run from running.
      expect(second.load.freeSlots).toBe(1);
      return { runId, tag, host: second, requests: () => server.requests.filter((one) => one === `POST /${tag}/post`) };
    }

    test("the run waits, and a person lets it run again", async () => {
      const { runId, host, requests } = await expectAsked();
      const before = requests().length;
      const execution = host.executionOf(runId);
      expect(execution?.decide("post", "", { decision: "approve" })).toBe(false);
      expect(execution?.decide("post", "", { decision: "retry" })).toBe(true);
      expect(execution?.decide("post", "", { decision: "retry" })).toBe(false);
      expect(await execution?.ended).toBe("completed");
      expect(requests()).toHaveLength(before + 1);
      expect(execution?.log.state.output).toEqual({ v: "post" });
      expect(execution?.log.state.nodeRuns.get("post")?.retries).toMatchObject([{ error: "interrupted", attempt: 1 }]);
    });

    test("a person skips it", async () => {
      const { runId, host, requests } = await expectAsked();
      const before = requests().length;
      const execution = host.executionOf(runId);
      execution?.decide("post", "", { decision: "skip" });
      expect(await execution?.ended).toBe("completed");
      expect(execution?.log.state.output).toEqual({});
      expect(requests()).toHaveLength(before);
    });

    test("a person lets it fail", async () => {
      const { runId, host } = await expectAsked();
      const execution = host.executionOf(runId);
      execution?.decide("post", "", { decision: "fail" });
      expect(await execution?.ended).toBe("failed");
      expect(execution?.log.state.error).toMatchObject({ nodeId: "post", code: "CANCELED" });
    });

    test("the run is canceled instead", async () => {
      const { runId, host } = await expectAsked();
      const execution = host.executionOf(runId);
      execution?.cancel();
      expect(await execution?.ended).toBe("canceled");
      expect(execution?.log.state.nodeRuns.get("post")?.status).toBe("canceled");
    });

    test("a run that waits survives another restart, and gives its slot back", async () => {
      const { runId, host } = await expectAsked();
      await host.stop();
      const third = testHost(opened(), { slots: 1 });
      expect(await third.resume({ everything: true })).toBe(0);
      const claimed = await third.claimFor(runId, ["waiting"]);
      if (claimed === undefined) throw new Error("it was not claimed");
      third.beginClaimed(claimed);
      await claimed.asked;
      expect(third.load.freeSlots).toBe(1);
      claimed.decide("post", "", { decision: "retry" });
      expect(await claimed.ended).toBe("completed");
    });

    test("between two attempts nothing is in flight, so nobody is asked", async () => {
      const policy = { retries: 5, retryDelayMs: 1 };
      const flaky = workflowOf({ in: input, flaky: http("flaky", { method: "POST", policy }), out: output }, [
        "flaky.body -> out.value",
      ]);
      const tag = newId();
      const { events } = await runToEnd(testHost(opened()), flaky, { tag });
      const retried = events.findIndex((event) => event.type === "node.retried");
      const runId = newId();
      await plantRun(opened(), runId, flaky, events.slice(0, retried + 1));
      const host = testHost(opened());
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect((await end).type).toBe("run.completed");
      const healed = await readEvents(opened(), runId);
      expect(healed.filter((event) => event.type === "node.retried" && event.error === "interrupted")).toEqual([]);
    });

    test("as a tool: the agent waits for the decision about its call", async () => {
      const agent = workflowOf(
        { in: input, m: { type: "model" }, post: post(), boss: { type: "agent", prompt: "boss" }, out: output },
        ["m.model -> boss.model", "post.tool -> boss.tools", "boss.text -> out.value"],
      );
      const tag = newId();
      const tools = { post: {} };
      const { events } = await runToEnd(testHost(opened(), { model: steadyModel(tools) }), agent, { tag });
      const started = events.findIndex((event) => event.type === "node.started" && event.nodeId === "post");
      expect(events[started]).toMatchObject({ path: "boss#1" });
      for (const [decision, text] of [
        ["retry", "boss/2: post"],
        ["skip", "boss/2: A person skipped this call: there is no result."],
      ] as const) {
        const runId = newId();
        await plantRun(opened(), runId, agent, events.slice(0, started + 1));
        const model = steadyModel(tools);
        const host = testHost(opened(), { model });
        const waits = settled(host, runId);
        await host.resume({ everything: true });
        expect((await waits).type).toBe("run.waiting");
        const execution = host.executionOf(runId);
        expect(execution?.decide("post", "boss#1", { decision })).toBe(true);
        expect(await execution?.ended).toBe("completed");
        expect(execution?.log.state.output).toEqual({ v: text });
        expect(model.calls).toEqual(["boss/2"]);
      }
    });

    test("the run waits only when a call beside the one that waits is over too", async () => {
      const asked = gate();
      const release = gate();
      const slow = await startTestServer(async (request, response) => {
        if (request.url === "/slow") {
          asked.open();
          await release.passed;
        }
        response.end("done");
      });
      try {
        const url = (name: string) => `${slow.url}/${name}`;
        const agent = workflowOf(
          {
            m: { type: "model" },
            post: { type: "http", method: "POST", url: url("post") },
            slow: { type: "http", url: url("slow") },
            boss: { type: "agent", prompt: "boss" },
            out: output,
          },
          ["m.model -> boss.model", "post.tool -> boss.tools", "slow.tool -> boss.tools", "boss.text -> out.value"],
        );
        const tools = { post: {}, slow: {} };
        const calm = testHost(opened(), { model: steadyModel(tools) });
        const whole = runToEnd(calm, agent);
        await asked.passed;
        release.open();
        const { events } = await whole;
        const started = events.findLastIndex((event) => event.type === "node.started" && event.path !== "");
        const runId = newId();
        await plantRun(opened(), runId, agent, events.slice(0, started + 1));
        const host = testHost(opened(), { model: steadyModel(tools) });
        const states: string[] = [];
        host.services.bus.subscribeAll((_, shown) =>
          states.push(...shown.map(stateChangeOf).filter((text) => text !== "")),
        );
        const waits = settled(host, runId);
        await host.resume({ everything: true });
        expect((await waits).type).toBe("run.waiting");
        expect(states).toEqual(["post waits", "slow is over", "run waits"]);
        host.executionOf(runId)?.decide("post", "boss#1", { decision: "skip" });
        expect(await host.executionOf(runId)?.ended).toBe("completed");
      } finally {
        await slow.close();
      }
    });

    test("a call of a tool that had failed is not made again", async () => {
      const broken = { type: "http", method: "POST", url: `${server.url.replace(/\d+$/, "1")}/x` };
      const agent = workflowOf(
        { m: { type: "model" }, post: broken, boss: { type: "agent", prompt: "boss" }, out: output },
        ["m.model -> boss.model", "post.tool -> boss.tools", "boss.text -> out.value"],
      );
      const tools = { post: {} };
      const { events, state } = await runToEnd(testHost(opened(), { model: steadyModel(tools) }), agent);
      const failed = events.findIndex((event) => event.type === "node.failed");
      const runId = newId();
      await plantRun(opened(), runId, agent, events.slice(0, failed + 1));
      const host = testHost(opened(), { model: steadyModel(tools) });
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect((await end).type).toBe("run.completed");
      const healed = await readEvents(opened(), runId);
      expect(healed.filter((event) => event.type === "node.started" && event.nodeId === "post")).toHaveLength(1);
      expect(healed.at(-1)).toMatchObject({ output: state.output });
    });
  });

  describe("while a run was ending", () => {
    test("a canceled run ends as canceled", async () => {
      const hangs = await startTestServer(() => {});
      try {
        const workflow = workflowOf(
          { a: { type: "http", url: hangs.url }, t: { type: "transform", expression: "1" }, out: output },
          ["a.body -> t.value", "t.value -> out.value"],
        );
        const host = testHost(opened());
        const started = published(host, (event) => event.type === "node.started");
        const { runId, ended } = await startTest(host, workflow);
        await started;
        host.executionOf(runId)?.cancel();
        await ended;
        const events = await readEvents(opened(), runId);
        expect(events.at(-2)?.type).toBe("node.canceled");
        const again = newId();
        await plantRun(opened(), again, workflow, events.slice(0, -1));
        const second = testHost(opened());
        const end = settled(second, again);
        await second.resume({ everything: true });
        expect((await end).type).toBe("run.canceled");
      } finally {
        await hangs.close();
      }
    });

    test("a failed run fails with the same error", async () => {
      const workflow = workflowOf({ a: { type: "transform", expression: "$nothing()" } }, []);
      const { events, state } = await runToEnd(testHost(opened()), workflow);
      const runId = newId();
      await plantRun(opened(), runId, workflow, events.slice(0, -1));
      const host = testHost(opened());
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect(await end).toMatchObject({ type: "run.failed", error: state.error });
    });
  });

  describe("with durability result", () => {
    const settings = { durability: "result" } as const;

    test("a run starts over when all of it may", async () => {
      const workflow = workflowOf({ in: input, a: http("a"), out: output }, ["a.body -> out.value"], settings);
      const mortal = mortalDatabase(opened(), 2, "before");
      const first = testHost(mortal.database);
      const { runId } = await startTest(first, workflow, { tag: newId() });
      const shown: number[] = [];
      first.services.bus.subscribeAll((_, events) => shown.push(...events.map((event) => event.seq)));
      await mortal.died;
      first.executionOf(runId)?.abandon();
      const host = testHost(opened());
      host.services.bus.subscribeAll((_, events) => shown.push(...events.map((event) => event.seq)));
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect(await end).toMatchObject({ type: "run.completed", output: { v: "a" } });
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
      expect(new Set(shown).size).toBe(shown.length);
    });

    test("and fails when something may not run twice", async () => {
      const nodes = { in: input, post: http("post", { method: "POST" }), out: output };
      const workflow = workflowOf(nodes, ["post.body -> out.value"], settings);
      const tag = newId();
      const mortal = mortalDatabase(opened(), 2, "before");
      const first = testHost(mortal.database);
      const { runId } = await startTest(first, workflow, { tag });
      await mortal.died;
      first.executionOf(runId)?.abandon();
      const host = testHost(opened());
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect(await end).toMatchObject({ type: "run.failed", error: { code: "INTERNAL", nodeId: "post" } });
      expect(server.requests.filter((request) => request === `POST /${tag}/post`)).toHaveLength(1);
    });
  });
});
