import { describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import type { Model } from "@/nodes/core/node-runner";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { startTestServer } from "@/server/executor/testing-server";
import { readEvents } from "@/server/runs/read-events";

const output = (name: string) => ({ type: "output", name });
const http = (more = {}) => ({ type: "http", url: "https://example.org/x", ...more });
const ofType =
  (type: TraceEvent["type"], nodeId?: string) =>
  (event: TraceEvent): boolean =>
    event.type === type && (nodeId === undefined || ("nodeId" in event && event.nodeId === nodeId));

/** A runner that fails as often as told, and then gives its attempt. */
const failing = (times: number, error: () => Error) =>
  withRunner("http", async ({ attempt }) => {
    if (attempt <= times) throw error();
    return { body: attempt };
  });

describeEachDatabase("what goes wrong", (opened) => {
  describe("is tried again", () => {
    const policy = { retries: 2, retryDelayMs: 1 };
    const workflow = workflowOf({ a: http({ policy }), out: output("v") }, ["a.body -> out.value"]);

    test("as often as the policy says, with longer and longer pauses", async () => {
      const { state, events } = await runToEnd(
        testHost(
          opened(),
          failing(2, () => new AppError("UPSTREAM_FAILED", "503")),
        ),
        workflow,
      );
      expect(state.output).toEqual({ v: 3 });
      const retried = events.filter((event) => event.type === "node.retried");
      expect(retried.map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
        [2, 1],
        [3, 2],
      ]);
      expect(retried[0]?.error).toMatchObject({ code: "UPSTREAM_FAILED", nodeId: "a" });
    });

    test("and fails the run with the last error when it stays", async () => {
      const { status, state } = await runToEnd(
        testHost(
          opened(),
          failing(3, () => new AppError("UPSTREAM_FAILED", "503", { hint: "Wait." })),
        ),
        workflow,
      );
      expect(status).toBe("failed");
      expect(state.error).toEqual({ code: "UPSTREAM_FAILED", message: "503", nodeId: "a", hint: "Wait." });
      expect(state.nodeRuns.get("a")).toMatchObject({ status: "failed", attempt: 3 });
      expect(state.nodeRuns.get("out")).toBeUndefined();
    });

    test("not when another attempt would meet the same refusal", async () => {
      const { state } = await runToEnd(
        testHost(
          opened(),
          failing(1, () => new AppError("CREDENTIAL_REJECTED", "401")),
        ),
        workflow,
      );
      expect(state.nodeRuns.get("a")).toMatchObject({ status: "failed", attempt: 1, retries: [] });
    });

    test("not before a server says that it may be", async () => {
      const limited = () => new AppError("RATE_LIMITED", "429", { details: { retryAfterMs: 40 } });
      const { events } = await runToEnd(testHost(opened(), failing(1, limited)), workflow);
      expect(events.find((event) => event.type === "node.retried")).toMatchObject({ delayMs: 40 });
      const [first, second] = events.filter(ofType("node.started"));
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(39);
    });
  });

  describe("goes the way of onError", () => {
    const broken = failing(9, () => new AppError("UPSTREAM_FAILED", "no", { hint: "Wait." }));

    test("stop: cancels what is in flight, starts nothing more", async () => {
      const bothStarted = gate();
      let started = 0;
      const host = testHost(
        opened(),
        withRunner("http", async ({ nodeId, signal }) => {
          if (++started === 2) bothStarted.open();
          await bothStarted.passed;
          if (nodeId === "bad") throw new AppError("UPSTREAM_FAILED", "no");
          return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        }),
      );
      const workflow = workflowOf({ bad: http(), slow: http(), after: { type: "transform", expression: "1" } }, [
        "slow.body -> after.value",
      ]);
      const { state, events } = await runToEnd(host, workflow);
      expect(state.error).toMatchObject({ code: "UPSTREAM_FAILED", nodeId: "bad" });
      expect(events.slice(-3).map((event) => event.type)).toEqual(["node.failed", "node.canceled", "run.failed"]);
      expect(state.nodeRuns.get("after")).toBeUndefined();
    });

    test("continue: null on every output, and what was overlooked is in the log", async () => {
      const workflow = workflowOf({ a: http({ policy: { onError: "continue" } }), out: output("v") }, [
        "a.body -> out.value",
      ]);
      const { state } = await runToEnd(testHost(opened(), broken), workflow);
      expect(state).toMatchObject({ status: "completed", output: { v: null } });
      expect(state.nodeRuns.get("a")).toMatchObject({ status: "completed", error: { message: "no" } });
    });

    test("branch: the port error fires, and no other one", async () => {
      const nodes = { a: http({ policy: { onError: "branch" } }), good: output("good"), bad: output("bad") };
      const workflow = workflowOf(nodes, ["a.body -> good.value", "a.error -> bad.value"]);
      const { state } = await runToEnd(testHost(opened(), broken), workflow);
      expect(state.output).toEqual({ bad: { code: "UPSTREAM_FAILED", message: "no", nodeId: "a", hint: "Wait." } });
      expect(state.nodeRuns.get("good")?.status).toBe("skipped");
    });

    test("an unknown error is told in plain words, its message is in the log alone", async () => {
      const host = testHost(
        opened(),
        failing(1, () => new TypeError("x is not a function")),
      );
      const { state } = await runToEnd(host, workflowOf({ a: http() }, []));
      expect(state.error).toEqual({
        code: "INTERNAL",
        message: "Something went wrong inside Heddle. The log has the details.",
        nodeId: "a",
      });
    });
  });

  describe("takes too long", () => {
    const hangs = withRunner("http", () => new Promise(() => {}));

    test("a node: policy.timeoutMs is named, and the next attempt has its own time", async () => {
      const policy = { timeoutMs: 20, retries: 1, retryDelayMs: 0 };
      const { state } = await runToEnd(testHost(opened(), hangs), workflowOf({ a: http({ policy }) }, []));
      expect(state.error).toMatchObject({ code: "TIMED_OUT", message: expect.stringContaining("policy.timeoutMs") });
      expect(state.nodeRuns.get("a")?.attempt).toBe(2);
    });

    test("a run: settings.timeoutMs is named, also when a runner does not listen", async () => {
      const { state, events } = await runToEnd(
        testHost(opened(), hangs),
        workflowOf({ a: http() }, [], { timeoutMs: 30 }),
      );
      expect(state.error).toMatchObject({ code: "TIMED_OUT", message: expect.stringContaining("settings.timeoutMs") });
      expect(events.map((event) => event.type).slice(-2)).toEqual(["node.canceled", "run.failed"]);
    });
  });

  describe("a cancel", () => {
    async function expectCanceled(
      host: ReturnType<typeof testHost>,
      workflow: Parameters<typeof startTest>[1],
      inFlight: Promise<unknown> = published(host, ofType("node.started")),
    ) {
      const { runId, ended } = await startTest(host, workflow);
      await inFlight;
      const at = performance.now();
      host.executionOf(runId)?.cancel();
      expect(await ended).toBe("canceled");
      expect(performance.now() - at).toBeLessThan(1_000);
      const events = await readEvents(opened(), runId);
      expect(events.at(-1)?.type).toBe("run.canceled");
      const [row] = await opened().execute("select status, lease_owner from runs where id = $1", [runId]);
      expect(row).toEqual({ status: "canceled", lease_owner: null });
      return events;
    }

    test("reaches a request that is under way", async () => {
      const arrived = gate();
      const closed = gate();
      const server = await startTestServer((_, response) => {
        response.on("close", closed.open);
        arrived.open();
      });
      try {
        const workflow = workflowOf({ a: { type: "http", url: server.url } }, []);
        await expectCanceled(testHost(opened()), workflow, arrived.passed);
        await closed.passed;
      } finally {
        await server.close();
      }
    });

    test("reaches a model call", async () => {
      const arrived = gate();
      const aborted = gate();
      const model: Model = {
        id: "m",
        capabilities: new Set(),
        chat: ({ signal }) =>
          new Promise((_, reject) => {
            arrived.open();
            signal.addEventListener("abort", () => {
              aborted.open();
              reject(new Error("the client's own error"));
            });
          }),
      };
      const nodes = { m: { type: "model" }, a: { type: "agent", prompt: "hello" } };
      await expectCanceled(testHost(opened(), { model }), workflowOf(nodes, ["m.model -> a.model"]), arrived.passed);
      await aborted.passed;
    });

    test("reaches a pause between attempts", async () => {
      const host = testHost(
        opened(),
        failing(9, () => new AppError("UPSTREAM_FAILED", "no")),
      );
      const pausing = published(host, ofType("node.retried"));
      const policy = { retries: 5, retryDelayMs: 60_000 };
      const { runId, ended } = await startTest(host, workflowOf({ a: http({ policy }) }, []));
      await pausing;
      host.executionOf(runId)?.cancel();
      expect(await ended).toBe("canceled");
    });

    test("does not wait for a runner that does not listen, whose late result writes nothing", async () => {
      const late = gate();
      const host = testHost(
        opened(),
        withRunner("http", async ({ log, delta, span }) => {
          await late.passed;
          log("info", "late");
          delta("body", "late");
          await span({ kind: "http", name: "late" }, async () => {});
          return { body: "late" };
        }),
      );
      const events = await expectCanceled(host, workflowOf({ a: http() }, []));
      late.open();
      await new Promise((resolve) => setImmediate(resolve));
      await host.services.writer.idle();
      expect(await readEvents(opened(), events[0]?.runId ?? "")).toEqual(events);
    });

    test("comes before a model is found: the runner is not called, and nothing is left unhandled", async () => {
      const found = gate<Model>();
      const asked = gate();
      const host = testHost(opened(), {
        resolveModel: () => {
          asked.open();
          return found.passed;
        },
      });
      const nodes = { m: { type: "model" }, a: { type: "agent", prompt: "hello" } };
      const { runId, ended } = await startTest(host, workflowOf(nodes, ["m.model -> a.model"]));
      await asked.passed;
      host.executionOf(runId)?.cancel();
      let calls = 0;
      const chat: Model["chat"] = async () => {
        calls += 1;
        throw new Error("unhandled");
      };
      found.open({ id: "m", capabilities: new Set(), chat });
      expect(await ended).toBe("canceled");
      expect(calls).toBe(0);
    });
  });

  test("a chain of templates that never end lets timers through: the run's own limit ends it, not its last node", async () => {
    const loop = "{% for i in (1..10000) %}{% for j in (1..10000) %}{% endfor %}{% endfor %}";
    const ids = Array.from({ length: 12 }, (_, i) => `p${i}`);
    const nodes = Object.fromEntries(
      ids.map((id) => [
        id,
        { type: "prompt", template: `${loop}{{ a | default: "" }}`, policy: { onError: "branch" } },
      ]),
    );
    const links = ids.slice(1).map((id, i) => `${ids[i]}.error -> ${id}.a`);
    const { state } = await runToEnd(testHost(opened()), workflowOf(nodes, links, { timeoutMs: 600 }));
    expect(state.error?.code).toBe("TIMED_OUT");
    expect(state.nodeRuns.get("p11")).toBeUndefined();
  });

  describe("goes beyond a limit", () => {
    const input = { type: "input", fields: [{ name: "v", type: "json" }] };

    test("the time of the run goes on without what it waits for", async () => {
      const workflow = workflowOf(
        { in: input, wait: { type: "wait", ms: 900 }, out: output("v") },
        ["in.v -> wait.value", "wait.value -> out.value"],
        { timeoutMs: 600 },
      );
      const { status, state } = await runToEnd(testHost(opened()), workflow, { v: 1 });
      expect([status, state.output]).toEqual(["completed", { v: 1 }]);
    });

    test("a condition that always holds: maxIterations is named", async () => {
      const workflow = workflowOf(
        {
          in: input,
          loop: { type: "while", expression: "true", maxIterations: 25 },
          more: { type: "transform", expression: "value + 1", parentId: "loop" },
        },
        ["in.v -> loop.value", "loop.inner.value -> more.value", "more.value -> loop.inner.result"],
      );
      const { state } = await runToEnd(testHost(opened()), workflow, { v: 1 });
      expect(state.error).toMatchObject({ code: "LIMIT_EXCEEDED", nodeId: "loop", field: "maxIterations" });
      expect(state.error?.message).toContain("25 iterations (maxIterations)");
      expect(state.nodeRuns.get("loop")?.items?.ended).toBe(25);
    });

    test("a condition that always holds, with no bound that matters: the run's own time ends it", async () => {
      const workflow = workflowOf(
        {
          in: input,
          loop: { type: "while", expression: "true", maxIterations: 100_000 },
          pause: { type: "wait", ms: 1, parentId: "loop" },
          slow: { ...http(), parentId: "loop" },
        },
        ["in.v -> loop.value", "loop.inner.value -> pause.value", "slow.body -> loop.inner.result"],
        { timeoutMs: 300 },
      );
      const slow = withRunner("http", () => new Promise((resolve) => setTimeout(() => resolve({ body: 1 }), 5)));
      const { state } = await runToEnd(testHost(opened(), slow), workflow, { v: 1 });
      expect(state.error).toMatchObject({ code: "TIMED_OUT", message: expect.stringContaining("settings.timeoutMs") });
    });

    test("a loop over more items than maxItems, and over what is no list", async () => {
      const workflow = workflowOf({ in: input, loop: { type: "for-each", maxItems: 3 } }, ["in.v -> loop.items"]);
      const { state } = await runToEnd(testHost(opened()), workflow, { v: [1, 2, 3, 4] });
      expect(state.error).toMatchObject({ code: "LIMIT_EXCEEDED", field: "maxItems" });
      for (const v of ["abc", 5, { a: 1 }, null]) {
        const { state } = await runToEnd(testHost(opened()), workflow, { v });
        expect(state.error).toMatchObject({ code: "NODE_INPUT_INVALID", nodeId: "loop", field: "items" });
      }
    });

    test("more node runs than one run may have, tools and items counted together", async () => {
      const workflow = workflowOf(
        { in: input, loop: { type: "for-each" }, x: { type: "transform", expression: "1", parentId: "loop" } },
        ["in.v -> loop.items", "loop.inner.item -> x.value"],
      );
      const host = testHost(opened(), { mostNodeRuns: 10 });
      const { state } = await runToEnd(host, workflow, { v: [...Array(8).keys()] });
      expect(state.status).toBe("completed");
      const beyond = await runToEnd(host, workflow, { v: [...Array(9).keys()] });
      expect(beyond.state.error).toMatchObject({
        code: "LIMIT_EXCEEDED",
        message: expect.stringContaining("10 nodes"),
      });
    });

    test("an output that is too large fails its node, and goes the way of onError", async () => {
      const much = "x".repeat(1024 * 1024);
      const host = testHost(
        opened(),
        withRunner("http", async () => ({ body: Array.from({ length: 65 }, () => much) })),
      );
      const { state } = await runToEnd(host, workflowOf({ a: http() }, []));
      expect(state.error).toMatchObject({ code: "LIMIT_EXCEEDED", nodeId: "a" });
      expect(state.error?.message).toContain("64 MB");
      const nodes = { a: http({ policy: { onError: "branch" } }), bad: output("bad") };
      const caught = await runToEnd(host, workflowOf(nodes, ["a.error -> bad.value"]));
      expect(caught.state.output).toMatchObject({ bad: { code: "LIMIT_EXCEEDED" } });
    });
  });

  describe("a result that JSON cannot carry", () => {
    test.each([
      ["a bigint", () => 1n],
      ["a function", () => ({ a: [() => {}] })],
    ])("%s fails its node", async (_, make) => {
      const host = testHost(
        opened(),
        withRunner("http", async () => ({ body: make() as never })),
      );
      const { state } = await runToEnd(host, workflowOf({ a: http() }, []));
      expect(state.error).toMatchObject({ code: "NODE_OUTPUT_INVALID", nodeId: "a" });
    });
  });
});
