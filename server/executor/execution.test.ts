import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NodeRunner } from "@/nodes/core/node-runner";
import { runnerOf } from "@/nodes/runners";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { readEvents } from "@/server/runs/read-events";

const transform = (expression: string, more = {}) => ({ type: "transform", expression, ...more });
const output = (name: string) => ({ type: "output", name });

/** The types of nodes that a test gives runners of its own; all others are the real ones. */
const withRunner = (type: string, runner: NodeRunner) => ({
  runnerOf: async (wanted: string) => (wanted === type ? runner : runnerOf(wanted)),
});

describeEachDatabase("a run", (opened) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const http = (path: string, more = {}) => ({ type: "http", url: `${server.url}${path}`, ...more });

  describe("of a graph", () => {
    // in → a → b → out
    test("goes down a chain", async () => {
      const workflow = workflowOf(
        {
          in: { type: "input", fields: [{ name: "n", type: "number" }] },
          a: transform("value + 1"),
          b: transform("value * 2"),
          out: output("n"),
        },
        ["in.n -> a.value", "a.value -> b.value", "b.value -> out.value"],
      );
      const { status, state, events } = await runToEnd(testHost(opened()), workflow, { n: 4 });
      expect(status).toBe("completed");
      expect(state.output).toEqual({ n: 10 });
      expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
      expect(events.map((event) => event.type)).toEqual([
        "run.queued",
        "run.started",
        ...Array(4).fill("node.completed"),
        "run.completed",
      ]);
    });

    //        ┌ true → yes ┐
    // in → if            merge → out      no → after → unseen
    //        └ false → no ┘
    test("skips what only dead connections lead to", async () => {
      const workflow = workflowOf(
        {
          in: { type: "input", fields: [{ name: "n", type: "number" }] },
          if: { type: "condition", expression: "value > 3" },
          yes: transform('"yes"'),
          no: transform('"no"'),
          after: transform("value"),
          merge: { type: "merge", mode: "all" },
          out: output("all"),
          unseen: output("unseen"),
        },
        [
          "in.n -> if.value",
          "if.true -> yes.value",
          "if.false -> no.value",
          "no.value -> after.value",
          "after.value -> unseen.value",
          "yes.value -> merge.inputs",
          "no.value -> merge.inputs",
          "merge.value -> out.value",
        ],
      );
      const { state } = await runToEnd(testHost(opened()), workflow, { n: 4 });
      expect(state.output).toEqual({ all: ["yes"] });
      expect(["no", "after", "unseen"].map((id) => state.nodeRuns.get(id)?.status)).toEqual([
        "skipped",
        "skipped",
        "skipped",
      ]);
    });

    test("gives a port that takes many its values in the order of the connections, not of time", async () => {
      const slow = gate();
      const nodes = { a: http("/a"), b: http("/b"), merge: { type: "merge", mode: "object" }, out: output("all") };
      const workflow = workflowOf(nodes, [
        "b.body -> merge.inputs",
        "a.body -> merge.inputs",
        "merge.value -> out.value",
      ]);
      const host = testHost(
        opened(),
        withRunner("http", async ({ nodeId }) => {
          if (nodeId === "b") await slow.passed;
          else slow.open();
          return { body: nodeId, status: 200, headers: {} };
        }),
      );
      const { state } = await runToEnd(host, workflow);
      expect(Object.entries(state.output?.all as object)).toEqual([
        ["b", "b"],
        ["a", "a"],
      ]);
    });

    // fast ┐
    //      ├ first → out      what comes too late still ends, and is not used
    // slow ┘
    test("starts a merge of the mode first at its first value, and lets the losers go on", async () => {
      const late = gate();
      const nodes = { fast: http("/fast"), slow: http("/slow"), m: { type: "merge", mode: "first" }, out: output("v") };
      const workflow = workflowOf(nodes, ["slow.body -> m.inputs", "fast.body -> m.inputs", "m.value -> out.value"]);
      const host = testHost(
        opened(),
        withRunner("http", async ({ nodeId }) => {
          if (nodeId === "slow") await late.passed;
          return { body: nodeId };
        }),
      );
      const wasOut = published(host, (event) => event.type === "node.completed" && event.nodeId === "out");
      const { ended, state } = await startTest(host, workflow);
      await wasOut;
      late.open();
      expect(await ended).toBe("completed");
      expect(state?.output).toEqual({ v: "fast" });
      expect(state?.nodeRuns.get("slow")?.status).toBe("completed");
    });

    test("skips disabled nodes and what needs them", async () => {
      const workflow = workflowOf(
        { a: transform("1", { disabled: true }), b: transform("value"), c: transform("2"), out: output("c") },
        ["a.value -> b.value", "c.value -> out.value"],
      );
      const { state } = await runToEnd(testHost(opened()), workflow);
      expect(state.nodeRuns.get("a")).toMatchObject({ status: "skipped", skipReason: "disabled" });
      expect(state.nodeRuns.get("b")).toMatchObject({ status: "skipped", skipReason: "dead" });
      expect(state.output).toEqual({ c: 2 });
    });

    test("gives null for an optional input that is dead while another one lives", async () => {
      const workflow = workflowOf(
        {
          if: { type: "condition", expression: "false" },
          seven: transform("7"),
          sum: transform("[value, other]", { inputs: ["other"] }),
          out: output("v"),
        },
        ["seven.value -> if.value", "if.true -> sum.other", "seven.value -> sum.value", "sum.value -> out.value"],
      );
      expect((await runToEnd(testHost(opened()), workflow)).state.output).toEqual({ v: [7, null] });
    });

    test("of nothing completes at once", async () => {
      expect(await runToEnd(testHost(opened()), workflowOf({}, []))).toMatchObject({
        status: "completed",
        state: { output: {} },
      });
    });

    test("carries out a thousand nodes in a row and side by side", async () => {
      const ids = Array.from({ length: 998 }, (_, i) => `n${i}`);
      const nodes = Object.fromEntries(ids.map((id) => [id, transform("value + 1")]));
      const ends = { zero: transform("0"), out: output("v") };
      const chain = ids.map((id, i) => `${i === 0 ? "zero" : ids[i - 1]}.value -> ${id}.value`);
      const long = workflowOf({ ...ends, ...nodes }, [...chain, `${ids.at(-1)}.value -> out.value`]);
      expect((await runToEnd(testHost(opened()), long)).state.output).toEqual({ v: 998 });
      const merge = { all: { type: "merge", mode: "all" }, sum: transform("$sum(value)") };
      const wide = workflowOf({ ...ends, ...merge, ...nodes }, [
        ...ids.flatMap((id) => [`zero.value -> ${id}.value`, `${id}.value -> all.inputs`]),
        "all.value -> sum.value",
        "sum.value -> out.value",
      ]);
      expect((await runToEnd(testHost(opened()), wide)).state.output).toEqual({ v: 998 });
    });

    test("runs branches at the same time, as many as maxParallel allows", async () => {
      const ids = ["a", "b", "c", "d", "e", "f"];
      const workflow = workflowOf(Object.fromEntries(ids.map((id) => [id, http(`/${id}`)])), [], { maxParallel: 3 });
      let open = 0;
      let most = 0;
      const three = gate();
      const host = testHost(
        opened(),
        withRunner("http", async () => {
          most = Math.max(most, ++open);
          if (open === 3) three.open();
          await three.passed;
          await new Promise((resolve) => setImmediate(resolve));
          open -= 1;
          return { body: null };
        }),
      );
      expect((await runToEnd(host, workflow)).status).toBe("completed");
      expect(most).toBe(3);
    });
  });

  describe("commits", () => {
    test("node.started and all before it before the runner is called, and its result before the next node starts", async () => {
      const seen: Record<string, string[]> = {};
      const host = testHost(
        opened(),
        withRunner("http", async ({ runId, nodeId }) => {
          const events = await readEvents(opened(), runId);
          seen[nodeId] = events.map((event) => ("nodeId" in event ? `${event.type} ${event.nodeId}` : event.type));
          return { body: nodeId };
        }),
      );
      const workflow = workflowOf({ a: http("/a"), t: transform("value"), b: http("/{{ v }}") }, [
        "a.body -> t.value",
        "t.value -> b.v",
      ]);
      await runToEnd(host, workflow);
      expect(seen.a).toEqual(["run.queued", "run.started", "node.started a"]);
      expect(seen.b).toEqual([...(seen.a ?? []), "node.completed a", "node.completed t", "node.started b"]);
    });

    test("what is seen is already stored", async () => {
      const host = testHost(opened());
      const checks: Promise<void>[] = [];
      host.services.bus.subscribeAll((runId, events) => {
        checks.push(
          readEvents(opened(), runId).then((stored) =>
            expect(stored.map(({ seq }) => seq)).toEqual(expect.arrayContaining(events.map(({ seq }) => seq))),
          ),
        );
      });
      await runToEnd(host, workflowOf({ a: http("/a"), b: transform("1") }, []));
      expect(checks.length).toBeGreaterThan(1);
      await Promise.all(checks);
    });

    test("the run's row and a row for each node that costs something", async () => {
      const { runId } = await runToEnd(
        testHost(opened()),
        workflowOf({ a: http("/a"), b: transform("1"), out: output("b") }, ["b.value -> out.value"]),
      );
      const [row] = await opened().execute("select status, output, lease_owner, last_seq from runs where id = $1", [
        runId,
      ]);
      expect(row).toMatchObject({ status: "completed", output: '{"b":1}', lease_owner: null });
      const nodes = await opened().execute("select node_id, status, attempt from node_runs where run_id = $1", [runId]);
      expect(nodes).toEqual([{ node_id: "a", status: "completed", attempt: 1 }]);
    });
  });

  describe("with durability result", () => {
    const settings = { durability: "result" } as const;

    test("stores its start and its end, and shows the rest live and in order", async () => {
      const host = testHost(opened());
      const shown: number[] = [];
      host.services.bus.subscribeAll((_, events) => shown.push(...events.map((event) => event.seq)));
      const { events, state } = await runToEnd(
        host,
        workflowOf({ a: http("/a"), out: output("a") }, ["a.status -> out.value"], settings),
      );
      expect(events.map((event) => event.type)).toEqual(["run.queued", "run.started", "run.completed"]);
      expect(state.output).toEqual({ a: 200 });
      expect(shown).toEqual(Array.from({ length: state.lastSeq }, (_, i) => i + 1));
    });

    test("stores everything when it fails, and shows nothing twice", async () => {
      const host = testHost(opened());
      const shown: number[] = [];
      host.services.bus.subscribeAll((_, events) => shown.push(...events.map((event) => event.seq)));
      const workflow = workflowOf({ a: http("/a"), b: transform("value.x.y + {}") }, ["a.body -> b.value"], settings);
      const { events, status, state } = await runToEnd(host, workflow);
      expect(status).toBe("failed");
      expect(events.map((event) => event.type)).toContain("span.ended");
      expect(events).toHaveLength(state.lastSeq);
      expect(shown).toEqual(Array.from({ length: state.lastSeq }, (_, i) => i + 1));
    });

    test("its row says that it is running before a node that costs something is called", async () => {
      let status: unknown;
      const host = testHost(
        opened(),
        withRunner("http", async ({ runId }) => {
          [{ status }] = (await opened().execute("select status from runs where id = $1", [runId])) as [
            { status: string },
          ];
          return {};
        }),
      );
      await runToEnd(host, workflowOf({ a: http("/a") }, [], settings));
      expect(status).toBe("running");
    });
  });
});
