import { describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import type { NodeRunner } from "@/nodes/core/node-runner";
import { runnerOf } from "@/nodes/runners";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { steadyModel } from "@/server/executor/testing-chaos";
import { toRunView } from "@/server/runs/run-view";

const input = { type: "input", fields: [{ name: "list", type: "json" }] };
const transform = (expression: string, more = {}) => ({ type: "transform", expression, ...more });
const inside = (parentId: string, expression: string, more = {}) => transform(expression, { parentId, ...more });
const output = (name: string) => ({ type: "output", name });

const withRunner = (type: string, runner: NodeRunner) => ({
  runnerOf: async (wanted: string) => (wanted === type ? runner : runnerOf(wanted)),
});

/** in → loop[ item → work → result ] → out */
function loopOf(work: Record<string, unknown> & { type: string }, loop = {}, settings = {}) {
  return workflowOf(
    { in: input, loop: { type: "for-each", ...loop }, work: { ...work, parentId: "loop" }, out: output("all") },
    [
      "in.list -> loop.items",
      "loop.inner.item -> work.value",
      "work.value -> loop.inner.result",
      "loop.results -> out.value",
    ],
    settings,
  );
}

describeEachDatabase("containers", (opened) => {
  describe("for-each", () => {
    test("runs its child graph for each item, each at its own path, and forgets them", async () => {
      const { state, events } = await runToEnd(testHost(opened()), loopOf(transform("value * 2")), { list: [1, 2, 3] });
      expect(state.output).toEqual({ all: [2, 4, 6] });
      const paths = events.flatMap((event) => ("nodeId" in event && event.nodeId === "work" ? [event.path] : []));
      expect(paths.sort()).toEqual(["loop[0]", "loop[1]", "loop[2]"]);
      const ends = events.filter((event) => event.type === "item.ended");
      expect(ends.map(({ index, of, result }) => [index, of, result]).sort()).toEqual([
        [0, 3, 2],
        [1, 3, 4],
        [2, 3, 6],
      ]);
      expect(state.nodeRuns.get("loop")?.items).toMatchObject({ of: 3, ended: 3, failed: 0 });
      expect([...state.nodeRuns.keys()].filter((key) => key.includes("["))).toEqual([]);
    });

    test("reads from outside, and waits for it", async () => {
      const workflow = workflowOf(
        {
          in: input,
          rate: transform("10"),
          loop: { type: "for-each" },
          work: inside("loop", "value * rate", { inputs: ["rate"] }),
          out: output("all"),
        },
        [
          "in.list -> loop.items",
          "in.list -> rate.value",
          "rate.value -> work.rate",
          "loop.inner.item -> work.value",
          "work.value -> loop.inner.result",
          "loop.results -> out.value",
        ],
      );
      const { state } = await runToEnd(testHost(opened()), workflow, { list: [1, 2] });
      expect(state.output).toEqual({ all: [10, 20] });
    });

    test("loops stand in loops, and the inner one reads the outer one's item", async () => {
      const workflow = workflowOf(
        {
          in: input,
          outer: { type: "for-each" },
          inner: { type: "for-each", parentId: "outer" },
          work: inside("inner", "[row[0], value]", { inputs: ["row"] }),
          out: output("all"),
        },
        [
          "in.list -> outer.items",
          "outer.inner.item -> inner.items",
          "outer.inner.item -> work.row",
          "inner.inner.item -> work.value",
          "work.value -> inner.inner.result",
          "inner.results -> outer.inner.result",
          "outer.results -> out.value",
        ],
      );
      const list = [[1, 2], [3]];
      const { state, events } = await runToEnd(testHost(opened()), workflow, { list });
      expect(state.error).toBeUndefined();
      expect(state.output).toEqual({
        all: [
          [
            [1, 1],
            [1, 2],
          ],
          [[3, 3]],
        ],
      });
      const paths = events.flatMap((event) => ("nodeId" in event && event.nodeId === "work" ? [event.path] : []));
      expect(paths.sort()).toEqual(["outer[0]/inner[0]", "outer[0]/inner[1]", "outer[1]/inner[0]"]);
    });

    test("an item whose result is dead is left out", async () => {
      const workflow = workflowOf(
        {
          in: input,
          loop: { type: "for-each" },
          if: { type: "condition", expression: "value > 1", parentId: "loop" },
          out: output("all"),
        },
        [
          "in.list -> loop.items",
          "loop.inner.item -> if.value",
          "if.true -> loop.inner.result",
          "loop.results -> out.value",
        ],
      );
      expect((await runToEnd(testHost(opened()), workflow, { list: [1, 2, 3] })).state.output).toEqual({ all: [2, 3] });
    });

    test.each([
      ["skip", { status: "completed", output: { all: [1, 3] } }],
      ["null", { status: "completed", output: { all: [1, null, 3] } }],
      ["stop", { status: "failed", output: null }],
    ])("onItemError %s", async (onItemError, wanted) => {
      const workflow = loopOf(transform('value = 2 ? $error("two") : value'), { onItemError, concurrency: 1 });
      const { status, state } = await runToEnd(testHost(opened()), workflow, { list: [1, 2, 3] });
      expect({ status, output: state.output }).toEqual(wanted);
      expect(state.nodeRuns.get("loop")?.items?.ends[1]).toMatchObject({ error: { nodeId: "work" } });
      const { nodes } = toRunView(state, { workflowId: null, workflowName: "", dataNodes: ["in", "loop"] });
      const ended = status === "failed" ? 2 : 3;
      expect(nodes.find(({ nodeId }) => nodeId === "loop")?.items).toEqual({ total: 3, ended, failed: 1 });
      expect(nodes.find(({ nodeId }) => nodeId === "in")).not.toHaveProperty("items");
      if (status === "failed")
        expect(state.error).toMatchObject({ code: "EXPRESSION_INVALID", nodeId: "work", path: "loop[1]" });
    });

    test("no more nodes than maxParallel are at work, over all items", async () => {
      let open = 0;
      let most = 0;
      const runner: NodeRunner = async ({ inputs }) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open--;
        return { value: inputs.value ?? null };
      };
      const workflow = loopOf(transform("value"), { concurrency: 8 }, { maxParallel: 2 });
      const { status } = await runToEnd(testHost(opened(), withRunner("transform", runner)), workflow, {
        list: [...Array(10).keys()],
      });
      expect([status, most]).toEqual(["completed", 2]);
    });

    test("the first failure cuts the other items off, and begins no further one", async () => {
      const begun: unknown[] = [];
      const stuck = gate();
      const runner: NodeRunner = async ({ inputs, signal }) => {
        begun.push(inputs.value);
        if (inputs.value === 1) {
          await stuck.passed;
          throw new Error("one");
        }
        if (begun.length === 3) stuck.open();
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        return {};
      };
      const workflow = loopOf(transform("value"), { concurrency: 3 });
      const host = testHost(opened(), withRunner("transform", runner));
      const { status, events } = await runToEnd(host, workflow, { list: [0, 1, 2, 3, 4] });
      expect(status).toBe("failed");
      expect(begun.sort()).toEqual([0, 1, 2]);
      const canceled = events.flatMap((event) => (event.type === "node.canceled" ? [event.path] : []));
      expect(canceled.sort()).toEqual(["loop[0]", "loop[2]"]);
    });

    test("a further attempt runs what failed, and nothing twice", async () => {
      const ran: unknown[] = [];
      const runner: NodeRunner = ({ inputs }) => {
        ran.push(inputs.value);
        if (inputs.value === 2 && ran.filter((one) => one === 2).length === 1) throw new Error("not yet");
        return { value: inputs.value ?? null };
      };
      const workflow = loopOf(transform("value"), { concurrency: 1, policy: { retries: 1, retryDelayMs: 1 } });
      const host = testHost(opened(), withRunner("transform", runner));
      const { state } = await runToEnd(host, workflow, { list: [1, 2, 3] });
      expect(state.output).toEqual({ all: [1, 2, 3] });
      expect(ran).toEqual([1, 2, 2, 3]);
    });

    test("a cancel reaches the nodes of every item", async () => {
      const host = testHost(opened(), withRunner("transform", hang));
      const begun = published(host, (event) => event.type === "node.started" && event.nodeId === "loop");
      const { runId, ended, state } = await startTest(host, loopOf(transform("value")), { list: [1, 2] });
      await begun;
      host.executionOf(runId)?.cancel();
      expect(await ended).toBe("canceled");
      expect(state?.nodeRuns.get("loop")?.status).toBe("canceled");
    });

    test("its own time limit ends it, and the nodes inside it", async () => {
      const workflow = loopOf(transform("value"), { policy: { timeoutMs: 30 } });
      const { status, state } = await runToEnd(testHost(opened(), withRunner("transform", hang)), workflow, {
        list: [1],
      });
      expect([status, state.error?.code, state.error?.nodeId]).toEqual(["failed", "TIMED_OUT", "loop"]);
    });

    test("a large result of an item is stored apart and comes back whole", async () => {
      const text = "x".repeat(300_000);
      const { state } = await runToEnd(testHost(opened()), loopOf(transform("value & tail", { inputs: ["tail"] })), {
        list: [text, "b"],
      });
      expect(state.status).toBe("completed");
      expect(state.nodeRuns.get("loop")?.items?.ends[0]?.result).toEqual({ $ref: expect.any(String) });
    });

    test("a run that runs too many nodes ends with a sentence", async () => {
      const host = testHost(opened(), { mostNodeRuns: 20 });
      const { status, state } = await runToEnd(host, loopOf(transform("value")), { list: [...Array(50).keys()] });
      expect([status, state.error]).toMatchObject(["failed", { code: "LIMIT_EXCEEDED" }]);
      expect(state.error?.message).toContain("more than 20 nodes");
    });

    test("no list is refused with a sentence", async () => {
      const { status, state } = await runToEnd(testHost(opened()), loopOf(transform("value")), { list: "abc" });
      expect([status, state.error]).toMatchObject(["failed", { code: "NODE_INPUT_INVALID", field: "items" }]);
    });
  });

  describe("while", () => {
    test("goes on from iteration to iteration", async () => {
      const workflow = workflowOf(
        {
          in: { type: "input", fields: [{ name: "n", type: "number" }] },
          loop: { type: "while", expression: "value < 100" },
          work: inside("loop", "value * 2"),
          out: output("n"),
        },
        [
          "in.n -> loop.value",
          "loop.inner.value -> work.value",
          "work.value -> loop.inner.result",
          "loop.value -> out.value",
        ],
      );
      const { state } = await runToEnd(testHost(opened()), workflow, { n: 3 });
      expect(state.output).toEqual({ n: 192 });
    });
  });

  describe("workflow", () => {
    const greet = workflowOf(
      {
        in: { type: "input", fields: [{ name: "name", required: true, description: "Who is greeted." }] },
        say: { type: "prompt", template: "Hello {{ name }}, {{ input.name }}!" },
        out: output("greeting"),
      },
      ["in.name -> say.name", "say.text -> out.value"],
    );
    const calling = (nodes: Record<string, { type: string } & Record<string, unknown>>, connections: string[]) => ({
      ...workflowOf(nodes, connections),
      workflows: { greet },
    });

    test("runs another workflow as one step, with an input of its own", async () => {
      const workflow = calling(
        {
          in: { type: "input", fields: [{ name: "name" }] },
          call: { type: "workflow", workflow: "greet" },
          out: output("said"),
        },
        ["in.value -> call.value", "call.value -> out.value"],
      );
      const { state, events } = await runToEnd(testHost(opened()), workflow, { name: "Ada" });
      expect(state.output).toEqual({ said: "Hello Ada, Ada!" });
      expect(events.find((event) => "nodeId" in event && event.nodeId === "say")).toMatchObject({ path: "call[0]" });
    });

    test("takes one value for its only field, and refuses what its input refuses", async () => {
      const workflow = (expression: string) =>
        calling({ x: transform(expression), call: { type: "workflow", workflow: "greet" }, out: output("said") }, [
          "x.value -> call.value",
          "call.value -> out.value",
        ]);
      expect((await runToEnd(testHost(opened()), workflow('"Bo"'))).state.output).toEqual({ said: "Hello Bo, Bo!" });
      const refused = await runToEnd(testHost(opened()), workflow('{"other": 1}'));
      expect(refused.state.error).toMatchObject({
        code: "NODE_INPUT_INVALID",
        message: expect.stringContaining("name"),
      });
    });

    test("is a tool whose parameters are the fields of its input, with one node at a time too", async () => {
      const asked: unknown[] = [];
      const model = steadyModel({ call: { name: "Eve" } });
      const watched: typeof model = {
        ...model,
        chat: (request) => {
          asked.push(request.tools?.map(({ parameters }) => parameters));
          return model.chat(request);
        },
      };
      const workflow = {
        ...calling(
          {
            m: { type: "model" },
            call: { type: "workflow", workflow: "greet" },
            boss: { type: "agent", prompt: "go" },
            out: output("said"),
          },
          ["m.model -> boss.model", "call.tool -> boss.tools", "boss.text -> out.value"],
        ),
        settings: { timeoutMs: 5_000, maxParallel: 1, durability: "steps" as const },
      };
      const { state, events } = await runToEnd(testHost(opened(), { model: watched }), workflow);
      expect(state.output).toEqual({ said: "go/2: Hello Eve, Eve!" });
      expect(events.find((event) => "nodeId" in event && event.nodeId === "say")).toMatchObject({
        path: "boss#1/call[0]",
      });
      expect(asked[0]).toEqual([
        {
          type: "object",
          properties: { name: { type: "string", description: "Who is greeted." } },
          required: ["name"],
          additionalProperties: false,
        },
      ]);
    });

    test("in a loop, and failing inside: the error says where", async () => {
      const workflow = calling(
        {
          in: input,
          loop: { type: "for-each", onItemError: "null" },
          call: { type: "workflow", workflow: "greet", parentId: "loop" },
          out: output("all"),
        },
        [
          "in.list -> loop.items",
          "loop.inner.item -> call.value",
          "call.value -> loop.inner.result",
          "loop.results -> out.value",
        ],
      );
      const { state } = await runToEnd(testHost(opened()), workflow, { list: ["a", { no: 1 }] });
      expect(state.output).toEqual({ all: ["Hello a, a!", null] });
      expect(state.nodeRuns.get("loop")?.items?.ends[1]?.error).toMatchObject({
        nodeId: "in",
        path: "loop[1]/call[0]",
      });
    });

    test("one that is not there, and a circle of calls, are refused", async () => {
      const host = testHost(opened());
      const call = (id: string) =>
        calling({ x: transform("1"), call: { type: "workflow", workflow: id } }, ["x.value -> call.value"]);
      await expect(startTest(host, call("gone"))).rejects.toMatchObject({ code: "WORKFLOW_INVALID" });
      const circle = { ...call("self"), workflows: { self: call("self") } };
      await expect(startTest(host, circle)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    });
  });

  describe("try", () => {
    const trying = (expression: string, policy = {}) =>
      workflowOf(
        {
          in: { type: "input", fields: [{ name: "n", type: "number" }] },
          try: { type: "try", policy },
          work: inside("try", expression),
          caught: transform('"caught " & value.code'),
          good: output("good"),
          bad: output("bad"),
        },
        [
          "in.n -> try.value",
          "try.inner.value -> work.value",
          "work.value -> try.inner.result",
          "try.value -> good.value",
          "try.error -> caught.value",
          "caught.value -> bad.value",
        ],
      );

    test("gives its result, or goes on from its error port", async () => {
      const host = testHost(opened());
      expect((await runToEnd(host, trying("value + 1"), { n: 1 })).state.output).toEqual({ good: 2 });
      const failed = await runToEnd(host, trying('$error("no")'), { n: 1 });
      expect([failed.status, failed.state.output]).toEqual(["completed", { bad: "caught EXPRESSION_INVALID" }]);
    });

    test("its policy retries the whole", async () => {
      let calls = 0;
      const runner: NodeRunner = ({ nodeId, inputs }) => {
        if (nodeId === "work" && ++calls < 3) throw new AppError("EXPRESSION_INVALID", "not yet");
        return { value: inputs.value ?? null };
      };
      const host = testHost(opened(), withRunner("transform", runner));
      const { state, events } = await runToEnd(host, trying("value", { retries: 2, retryDelayMs: 1 }), { n: 7 });
      expect([calls, state.output]).toEqual([3, { good: 7 }]);
      const ends = events.flatMap((event) => (event.type === "item.ended" ? [event.index] : []));
      expect(ends).toEqual([0, 1, 2]);
    });
  });
});

const hang: NodeRunner = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
