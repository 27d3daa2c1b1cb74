import { describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import type { NodeRunner } from "@/nodes/core/node-runner";
import { foldEvents } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import { runnerOf } from "@/nodes/runners";
import { describeEachDatabase } from "@/server/db/testing";
import type { Execution } from "@/server/executor/execution";
import { freezeGraph, makeRunnable } from "@/server/executor/load-runnable";
import type { RunHost } from "@/server/executor/run-host";
import type { StartRunnable } from "@/server/executor/start-run";
import { gate, published, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { plantRun, settled, steadyModel } from "@/server/executor/testing-chaos";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const input = { type: "input", fields: [{ name: "n", type: "json" }] };
const output = { type: "output", name: "v" };
const step = (expression: string, parentId?: string, more = {}) => ({
  type: "transform",
  expression,
  ...(parentId === undefined ? {} : { parentId }),
  ...more,
});

/** in → loop [ a → b → c;  side ] → after → out */
const loop = (config = {}, more: Record<string, object> = {}) =>
  workflowOf(
    {
      in: input,
      loop: { type: "for-each", ...config },
      a: step("value + 1", "loop", more.a),
      b: step("value * 10", "loop", more.b),
      c: step("value", "loop", more.c),
      side: step("0", "loop"),
      after: step("value"),
      out: output,
    },
    [
      "in.n -> loop.items",
      "loop.inner.item -> a.value",
      "a.value -> b.value",
      "b.value -> c.value",
      "loop.inner.item -> side.value",
      "c.value -> loop.inner.result",
      "loop.results -> after.value",
      "after.value -> out.value",
    ],
  );

/** in → grow [ double → more ] → out, while it is below 100 */
const growing = workflowOf(
  {
    in: input,
    grow: { type: "while", expression: "value < 100" },
    double: step("value * 2", "grow"),
    more: step("value + 1", "grow"),
    out: output,
  },
  [
    "in.n -> grow.value",
    "grow.inner.value -> double.value",
    "double.value -> more.value",
    "more.value -> grow.inner.result",
    "grow.value -> out.value",
  ],
);

/** in → rows [ first → cells [ cell → twice ] → sum ] → out */
const nested = workflowOf(
  {
    in: input,
    rows: { type: "for-each" },
    first: step("value", "rows"),
    cells: { type: "for-each", parentId: "rows" },
    cell: step("value * 2", "cells"),
    twice: step("value * 2", "cells"),
    sum: step("$sum(value)", "rows"),
    out: output,
  },
  [
    "in.n -> rows.items",
    "rows.inner.item -> first.value",
    "first.value -> cells.items",
    "cells.inner.item -> cell.value",
    "cell.value -> twice.value",
    "twice.value -> cells.inner.result",
    "cells.results -> sum.value",
    "sum.value -> rows.inner.result",
    "rows.results -> out.value",
  ],
);

/** in → try [ before → work → rest ] → out;  error → bad */
const trying = (policy = {}) =>
  workflowOf(
    {
      in: input,
      try: { type: "try", policy },
      before: step("value", "try"),
      work: step("value * 2", "try"),
      rest: step("value", "try"),
      out: output,
      bad: { type: "output", name: "bad" },
    },
    [
      "in.n -> try.value",
      "try.inner.value -> before.value",
      "before.value -> work.value",
      "work.value -> rest.value",
      "rest.value -> try.inner.result",
      "try.value -> out.value",
      "try.error -> bad.value",
    ],
  );

/** Places of which a node completed here, and those that were begun and not asked for to their end. */
function placesIn(events: readonly TraceEvent[], runId: string) {
  const own = events.filter((event) => event.runId === runId);
  const at = (event: TraceEvent) =>
    "nodeId" in event ? `${event.path === "" ? "" : `${event.path}/`}${event.nodeId}` : "";
  const of = (fits: (event: TraceEvent) => boolean) => own.filter(fits).map(at);
  return {
    ran: of((event) => event.type === "node.completed"),
    notAsked: of((event) => event.type === "node.skipped" && event.reason === "not-asked").sort(),
  };
}

describeEachDatabase("a run to a node inside of a container", (opened) => {
  async function runTo(
    workflow: Workflow,
    n: unknown,
    to: Pick<StartRunnable, "until" | "untilPath">,
    host: RunHost = testHost(opened()),
  ) {
    const { runId, ended, state } = await startTest(host, workflow, { n } as JsonObject, to);
    const status = await ended;
    const events = await readEvents(opened(), runId);
    return { runId, status, state, events, ...placesIn(events, runId) };
  }

  describe("of a for-each", () => {
    test.each([1, 4])("runs what leads to it in that item alone, %s at a time", async (concurrency) => {
      const { status, state, events, ran, notAsked } = await runTo(loop({ concurrency }), [1, 2, 3], {
        until: "b",
        untilPath: "loop[2]",
      });
      expect([status, state?.output]).toEqual(["completed", {}]);
      expect(ran).toEqual(["in", "loop[2]/a", "loop[2]/b"]);
      expect(notAsked).toEqual(["after", "loop", "loop[2]/c", "loop[2]/side", "out"]);
      expect(state?.nodeRuns.get("loop[2]/b")).toMatchObject({ status: "completed", output: { value: 40 } });
      expect(state?.nodeRuns.get("loop")).toMatchObject({ status: "skipped", skipReason: "not-asked" });
      expect(events.filter(({ type }) => type === "item.ended" || type === "node.canceled")).toEqual([]);
      expect(events.at(-1)?.type).toBe("run.completed");
    });

    test("fails where the item fails before it, whatever the loop makes of failed items", async () => {
      for (const onItemError of ["stop", "skip", "null"]) {
        const workflow = loop({ onItemError }, { a: { expression: '$error("no")' } });
        const { status, state, ran } = await runTo(workflow, [1, 2], { until: "b", untilPath: "loop[0]" });
        expect([status, state?.error?.code]).toEqual(["failed", "EXPRESSION_INVALID"]);
        expect(ran).toEqual(["in"]);
      }
    });

    test("fails with the number of items where there is none with that number", async () => {
      const to = { until: "b", untilPath: "loop[5]" };
      const { status, state, ran } = await runTo(loop(), [1, 2, 3], to);
      expect([status, state?.error?.code, ran]).toEqual(["failed", "NODE_INPUT_INVALID", ["in"]]);
      expect(state?.error?.message).toContain("has 3 items here, and this run was to go into item 6");
      expect((await runTo(loop(), [], to)).state?.error?.message).toContain("has no items here");
      expect((await runTo(loop({ policy: { onError: "continue" } }), [1], to)).status).toBe("failed");
    });

    test("leaves a node before it that is disabled, and what hangs on it, as it is", async () => {
      const { status, state, ran } = await runTo(loop({}, { a: { disabled: true } }), [1], {
        until: "b",
        untilPath: "loop[0]",
      });
      expect([status, ran]).toEqual(["completed", ["in"]]);
      expect(state?.nodeRuns.get("loop[0]/a")?.skipReason).toBe("disabled");
      expect(state?.nodeRuns.get("loop[0]/b")?.skipReason).toBe("dead");
    });

    test("takes what is pinned before it, and goes into a loop of which the results are pinned", async () => {
      const pin = (workflow: Workflow, id: string, pinned: JsonObject): Workflow => ({
        ...workflow,
        nodes: workflow.nodes.map((node) => (node.id === id ? { ...node, pinned } : node)),
      });
      const workflow = pin(pin(loop(), "a", { value: 7 }), "loop", { results: ["pinned"] });
      const { status, state } = await runTo(workflow, [1, 2], { until: "b", untilPath: "loop[1]" });
      expect(status).toBe("completed");
      expect(state?.nodeRuns.get("loop[1]/a")).toMatchObject({ reusedFrom: "pin" });
      expect(state?.nodeRuns.get("loop[1]/b")?.output).toEqual({ value: 70 });
    });

    test("does not wait for what is still under way around the loop", async () => {
      // slow ┐
      // in   ┴ m (first) → loop[ work ]
      const workflow = workflowOf(
        {
          in: input,
          slow: step("value"),
          m: { type: "merge", mode: "first" },
          loop: { type: "for-each" },
          work: step("value + 1", "loop"),
        },
        [
          "in.n -> slow.value",
          "in.n -> m.inputs",
          "slow.value -> m.inputs",
          "m.value -> loop.items",
          "loop.inner.item -> work.value",
          "work.value -> loop.inner.result",
        ],
      );
      const cut = gate();
      const runner: NodeRunner = async (context) => {
        if (context.nodeId !== "slow") return (await runnerOf("transform"))?.(context) ?? {};
        await new Promise((_, reject) =>
          context.signal.addEventListener("abort", () => {
            cut.open();
            reject(context.signal.reason);
          }),
        );
        return {};
      };
      const host = testHost(opened(), withRunner("transform", runner));
      const { status, state, events } = await runTo(workflow, [1], { until: "work", untilPath: "loop[0]" }, host);
      await cut.passed;
      expect(status).toBe("completed");
      expect(state?.nodeRuns.get("loop[0]/work")?.status).toBe("completed");
      expect(events.at(-1)?.type).toBe("run.completed");
    });

    test("with durability result", async () => {
      const workflow = { ...loop(), settings: { ...loop().settings, durability: "result" as const } };
      const { status, events } = await runTo(workflow, [1, 2], { until: "b", untilPath: "loop[1]" });
      expect(status).toBe("completed");
      const [last] = events.slice(-1);
      expect(last).toMatchObject({
        type: "run.completed",
        nodes: expect.arrayContaining([
          expect.objectContaining({ nodeId: "b", path: "loop[1]", status: "completed" }),
          expect.objectContaining({ nodeId: "loop", status: "skipped" }),
        ]),
      });
    });
  });

  describe("of a while", () => {
    test("runs the iterations before it as a whole", async () => {
      const { status, state, ran } = await runTo(growing, 1, { until: "double", untilPath: "grow[2]" });
      expect([status, state?.output]).toEqual(["completed", {}]);
      expect(ran).toEqual([
        "in",
        ...["grow[0]/double", "grow[0]/more", "grow[1]/double", "grow[1]/more"],
        "grow[2]/double",
      ]);
      expect(state?.nodeRuns.get("grow[2]/double")?.output).toEqual({ value: 14 });
    });

    test("fails where it ends before", async () => {
      const { status, state } = await runTo(growing, 60, { until: "double", untilPath: "grow[2]" });
      expect([status, state?.error?.message]).toEqual(["failed", expect.stringContaining("has 1 item here")]);
    });
  });

  describe("of a try", () => {
    test("goes into the attempt that succeeds", async () => {
      let calls = 0;
      const runner: NodeRunner = async (context) => {
        if (context.nodeId === "work" && ++calls < 3) throw new AppError("EXPRESSION_INVALID", "not yet");
        return (await runnerOf("transform"))?.(context) ?? {};
      };
      const host = testHost(opened(), withRunner("transform", runner));
      const workflow = trying({ retries: 2, retryDelayMs: 1 });
      const { status, state } = await runTo(workflow, 4, { until: "work", untilPath: "try[0]" }, host);
      expect([status, calls, state?.output]).toEqual(["completed", 3, {}]);
      expect(state?.nodeRuns.get("try[2]/work")).toMatchObject({ status: "completed", output: { value: 8 } });
      expect(state?.nodeRuns.get("try")).toMatchObject({ status: "skipped", skipReason: "not-asked" });
    });

    test("fails where no attempt does: nothing is caught that the run was to go to", async () => {
      const runner: NodeRunner = ({ nodeId, inputs }) => {
        if (nodeId === "work") throw new AppError("EXPRESSION_INVALID", "never");
        return { value: inputs.value ?? null };
      };
      const host = testHost(opened(), withRunner("transform", runner));
      const { status, state } = await runTo(trying(), 4, { until: "work", untilPath: "try[0]" }, host);
      expect([status, state?.error?.message]).toEqual(["failed", expect.stringContaining("never")]);
    });
  });

  test("through containers in each other", async () => {
    const list = [[1, 2], [3], [4, 5]];
    const to = { until: "cell", untilPath: "rows[2]/cells[1]" };
    const { status, state, ran, notAsked } = await runTo(nested, list, to);
    expect(status).toBe("completed");
    expect(ran).toEqual(["in", "rows[2]/first", "rows[2]/cells[1]/cell"]);
    expect(notAsked).toEqual(["out", "rows", "rows[2]/cells", "rows[2]/cells[1]/twice", "rows[2]/sum"]);
    expect(state?.nodeRuns.get("rows[2]/cells[1]/cell")?.output).toEqual({ value: 10 });
    const whole = await runTo(nested, list, { until: "cells", untilPath: "rows[1]" });
    expect(whole.ran.slice(1)).toEqual([
      "rows[1]/first",
      "rows[1]/cells[0]/cell",
      "rows[1]/cells[0]/twice",
      "rows[1]/cells",
    ]);
  });

  test("into a called workflow", async () => {
    const called = workflowOf({ in: input, a: step("value + 1"), b: step("value * 10"), out: output }, [
      "in.n -> a.value",
      "a.value -> b.value",
      "b.value -> out.value",
    ]);
    const workflow = {
      ...workflowOf({ in: input, call: { type: "workflow", workflow: "called" }, out: output }, [
        "in.n -> call.value",
        "call.value -> out.value",
      ]),
      workflows: { called },
    };
    const { status, ran, notAsked } = await runTo(workflow, 3, { until: "a", untilPath: "call[0]" });
    expect([status, ran]).toEqual(["completed", ["in", "call[0]/in", "call[0]/a"]]);
    expect(notAsked).toEqual(["call", "call[0]/b", "call[0]/out", "out"]);
  });

  test("takes what may be reused", async () => {
    const model = steadyModel();
    const host = testHost(opened(), { model });
    const workflow = workflowOf(
      {
        in: input,
        m: { type: "model", temperature: 0 },
        loop: { type: "for-each" },
        boss: { type: "agent", prompt: "to an item: {{ topic }}", parentId: "loop" },
      },
      [
        "in.n -> loop.items",
        "loop.inner.item -> boss.topic",
        "m.model -> boss.model",
        "boss.text -> loop.inner.result",
      ],
    );
    const topics = [newId(), newId()];
    const to = { until: "boss", untilPath: "loop[1]" };
    const first = await runTo(workflow, topics, to, host);
    const second = await runTo(workflow, topics, to, host);
    expect(model.calls).toEqual([`to an item: ${topics[1]}/2`]);
    expect(second.state?.nodeRuns.get("loop[1]/boss")).toMatchObject({ reusedFrom: first.runId });
  });

  test("is held before it, and goes on to it", async () => {
    const host = testHost(opened());
    const held = published(host, (event) => event.type === "run.waiting");
    const hold = { breakpoints: ["b"], until: "b", untilPath: "loop[1]" };
    const { runId, ended, state } = await startTest(host, loop(), { n: [1, 2] }, hold);
    await held;
    const execution = host.executionOf(runId) as Execution;
    expect(state?.nodeRuns.get("loop[1]/b")?.status).toBe("waiting");
    expect(execution.decide("b", "loop[1]", { decision: "resume" })).toBe(true);
    expect(await ended).toBe("completed");
    expect(state?.nodeRuns.get("loop[1]/b")?.output).toEqual({ value: 30 });
  });

  test.each([
    [
      "a loop in a loop",
      nested,
      [
        [1, 2],
        [3, 4],
      ],
      { until: "cell", untilPath: "rows[1]/cells[0]" },
    ],
    ["a while", growing, 1, { until: "double", untilPath: "grow[1]" }],
    ["a try", trying({ retries: 1 }), 1, { until: "work", untilPath: "try[0]" }],
    [
      "a loop that skips what fails",
      loop({ onItemError: "skip" }, { a: { expression: '$error("no")' } }),
      [1, 2],
      { until: "b", untilPath: "loop[0]" },
    ],
  ])("ends as it would have ended wherever its process dies: %s", async (_, workflow, n, to) => {
    const whole = await runTo(workflow, n, to);
    const ends = (state: typeof whole.state) =>
      [...(state?.nodeRuns.values() ?? [])].map(({ nodeId, path, status, skipReason, output }) =>
        JSON.stringify([path, nodeId, status, skipReason, output]),
      );
    await freezeGraph(opened(), "default", makeRunnable(workflow));
    for (let k = 2; k < whole.events.length; k++) {
      const runId = newId();
      await plantRun(opened(), runId, workflow, whole.events.slice(0, k), to);
      const host = testHost(opened());
      const end = settled(host, runId);
      await host.resume({ everything: true });
      expect((await end).type).toBe(whole.events.at(-1)?.type);
      const state = foldEvents(runId, await readEvents(opened(), runId));
      expect(ends(state).sort()).toEqual(ends(whole.state).sort());
      await host.stop();
    }
  });

  test("goes on after its server stopped while a person was waited for", async () => {
    const workflow = workflowOf(
      {
        in: input,
        loop: { type: "for-each" },
        ask: { type: "approval", title: "This?", parentId: "loop" },
        use: step("value", "loop"),
        rest: step("value", "loop"),
      },
      [
        "in.n -> loop.items",
        "loop.inner.item -> ask.value",
        "ask.approved -> use.value",
        "use.value -> rest.value",
        "rest.value -> loop.inner.result",
      ],
    );
    const host = testHost(opened());
    const waits = published(host, (event) => event.type === "run.waiting");
    const { runId } = await startTest(host, workflow, { n: ["x", "y"] }, { until: "use", untilPath: "loop[1]" });
    await waits;
    await host.stop();
    const next = testHost(opened());
    const execution = (await next.claimFor(runId, ["waiting"])) as Execution;
    next.beginClaimed(execution);
    await execution.asked;
    expect(execution.decide("ask", "loop[1]", { decision: "approve" })).toBe(true);
    expect(await execution.ended).toBe("completed");
    const { ran } = placesIn(await readEvents(opened(), runId), runId);
    expect(ran).toEqual(["in", "loop[1]/ask", "loop[1]/use"]);
  });

  test("refuses a place that is not there, and says which field it is", async () => {
    const refused = async (to: Pick<StartRunnable, "until" | "untilPath">) =>
      startTest(testHost(opened()), nested, { n: [] }, to).then(
        () => "started",
        (error: AppError) => [error.code, error.field],
      );
    const invalid = (field: string) => ["NODE_INPUT_INVALID", field];
    expect(await refused({ until: "cell" })).toEqual(invalid("until"));
    expect(await refused({ until: "cell", untilPath: "rows[0]" })).toEqual(invalid("until"));
    expect(await refused({ until: "in", untilPath: "rows[0]" })).toEqual(invalid("until"));
    expect(await refused({ untilPath: "rows[0]" })).toEqual(invalid("untilPath"));
    for (const untilPath of ["cells[0]", "rows[0]/rows[0]", "rows", "rows[x]", "in[0]", "boss#1", "rows[0]//cells[0]"])
      expect(await refused({ until: "cell", untilPath })).toEqual(invalid("untilPath"));
  });
});
