import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import { describeEachDatabase } from "@/server/db/testing";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { Execution } from "@/server/executor/execution";
import { freezeGraph, makeRunnable } from "@/server/executor/load-runnable";
import type { RunHost } from "@/server/executor/run-host";
import { published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { plantRun, steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { listRuns } from "@/server/runs/list-runs";
import { countWaits, listWaits } from "@/server/runs/list-waits";
import { readEvents } from "@/server/runs/read-events";

const add = (more = {}) => ({ type: "transform", expression: "value + 1", ...more });
const input = { type: "input", fields: [{ name: "n", type: "json" }] };
const output = { type: "output", name: "v" };

/** in → a → b → out */
const chain = (a = {}) =>
  workflowOf({ in: input, a: add(a), b: add(), out: output }, [
    "in.n -> a.value",
    "a.value -> b.value",
    "b.value -> out.value",
  ]);

/** in → loop[ x → y ] → out */
const loop = (more = {}) =>
  workflowOf(
    {
      in: input,
      loop: { type: "for-each", ...more },
      x: add({ parentId: "loop", expression: "value * 10" }),
      y: add({ parentId: "loop" }),
      out: output,
    },
    [
      "in.n -> loop.items",
      "loop.inner.item -> x.value",
      "x.value -> y.value",
      "y.value -> loop.inner.result",
      "loop.results -> out.value",
    ],
  );

/** Keys of the node runs that are held, sorted. */
function heldIn({ log }: Execution): string[] {
  const held = [...log.state.nodeRuns].filter(
    ([, run]) => run.status === "waiting" && run.waiting?.reason === "breakpoint",
  );
  return held.map(([key]) => key).sort();
}

describeEachDatabase("a run that is held", (opened) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer((request, response) => {
      const times = server.requests.filter((one) => one === `GET ${request.url}`).length;
      response.statusCode = request.url?.startsWith("/flaky/") === true && times < 3 ? 503 : 200;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(request.url));
    });
  });
  afterAll(() => server.close());

  const waits = (host: RunHost) => published(host, (event) => event.type === "run.waiting");

  async function startHeld(
    workflow: Workflow,
    hold: HoldRequest,
    { n = 1 as unknown, host = testHost(opened()) } = {},
  ) {
    const held = waits(host);
    const { runId, ended } = await startTest(host, workflow, { n: n as number }, hold);
    await held;
    return { host, runId, ended, execution: host.executionOf(runId) as Execution };
  }

  /** Lets everything on that is held, again and again; what was held each time. */
  async function letOn(host: RunHost, execution: Execution, decision: "resume" | "step"): Promise<string[][]> {
    const seen: string[][] = [];
    for (;;) {
      seen.push(heldIn(execution));
      const next = waits(host);
      execution.decisions.answerAll("breakpoint", { decision });
      if ((await Promise.race([next, execution.ended])) === "completed") return seen;
    }
  }

  test("shows what would go in, and goes on to the next breakpoint", async () => {
    const { host, runId, ended, execution } = await startHeld(chain(), { breakpoints: ["a", "out"] });
    expect(heldIn(execution)).toEqual(["a"]);
    expect(execution.log.state.nodeRuns.get("a")?.waiting).toMatchObject({
      reason: "breakpoint",
      choices: ["resume", "step"],
      details: { input: { value: 1 } },
    });
    const again = waits(host);
    expect(execution.decide("a", "", { decision: "approve" })).toBe(false);
    expect(execution.decide("a", "", { decision: "resume", by: "me" })).toBe(true);
    await again;
    expect(heldIn(execution)).toEqual(["out"]);
    expect(execution.decide("out", "", { decision: "resume" })).toBe(true);
    expect(await ended).toBe("completed");
    expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { v: 3 } });
  });

  test("is no question for the inbox, keeps no slot, and says in the list what it waits for", async () => {
    const before = await countWaits(opened(), "default");
    const host = testHost(opened(), { slots: 1 });
    const { runId, execution } = await startHeld(chain(), { breakpoints: ["a"] }, { host });
    expect(host.load.freeSlots).toBe(1);
    expect(await opened().execute("select reason from waits where run_id = $1", [runId])).toEqual([
      { reason: "breakpoint" },
    ]);
    expect(await countWaits(opened(), "default")).toBe(before);
    const inbox = await listWaits(opened(), { workspaceId: "default" });
    expect(inbox.items.filter((wait) => wait.runId === runId)).toEqual([]);
    const list = await listRuns(opened(), { workspaceId: "default", status: "waiting" });
    expect(list.items.find(({ id }) => id === runId)).toMatchObject({ waitsFor: ["breakpoint"] });
    execution.cancel();
    expect(await execution.ended).toBe("canceled");
    expect(await opened().execute("select 1 from waits where run_id = $1", [runId])).toEqual([]);
  });

  test("step by step: one node after the other, and inside of containers too", async () => {
    const { host, execution } = await startHeld(loop({ concurrency: 1 }), { step: true }, { n: [1, 2] });
    const seen = await letOn(host, execution, "step");
    expect(seen).toEqual([["in"], ["loop"], ["loop[0]/x"], ["loop[0]/y"], ["loop[1]/x"], ["loop[1]/y"], ["out"]]);
    expect(execution.log.state.output).toEqual({ v: [11, 21] });
  });

  test("goes from stepping to running and back", async () => {
    const { host, execution } = await startHeld(chain(), { step: true, breakpoints: ["b"] });
    const next = waits(host);
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    await next;
    expect(heldIn(execution)).toEqual(["b"]);
    const last = waits(host);
    execution.decisions.answerAll("breakpoint", { decision: "step" });
    await last;
    expect(heldIn(execution)).toEqual(["out"]);
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
  });

  test("a breakpoint in a loop holds each item, and one that was let on alone goes on alone", async () => {
    const { execution } = await startHeld(loop({ concurrency: 3 }), { breakpoints: ["y"] }, { n: [1, 2, 3] });
    expect(heldIn(execution)).toEqual(["loop[0]/y", "loop[1]/y", "loop[2]/y"]);
    execution.decide("y", "loop[1]", { decision: "resume" });
    expect(heldIn(execution)).toEqual(["loop[0]/y", "loop[2]/y"]);
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
    expect(execution.log.state.output).toEqual({ v: [11, 21, 31] });
  });

  test("beside a branch that goes on: it waits when that is over", async () => {
    const workflow = workflowOf(
      {
        in: input,
        a: add(),
        slow: { type: "http", url: `${server.url}/slow` },
        out: output,
        other: { type: "output", name: "w" },
      },
      ["in.n -> a.value", "a.value -> out.value", "slow.body -> other.value"],
    );
    const { execution } = await startHeld(workflow, { breakpoints: ["a"] });
    expect(execution.log.state.nodeRuns.get("other")?.status).toBe("completed");
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
  });

  test("retries are not held again, nor is what a container tries again", async () => {
    const policy = { retries: 2, retryDelayMs: 1 };
    const workflow = workflowOf(
      {
        in: input,
        loop: { type: "for-each", policy },
        inside: { type: "http", url: `${server.url}/flaky/inside`, parentId: "loop" },
        own: { type: "http", url: `${server.url}/flaky/own`, policy },
        out: output,
        other: { type: "output", name: "w" },
      },
      [
        "in.n -> loop.items",
        "inside.body -> loop.inner.result",
        "loop.results -> out.value",
        "own.body -> other.value",
      ],
    );
    const { host, execution } = await startHeld(workflow, { breakpoints: ["inside", "own"] }, { n: [1] });
    expect(await letOn(host, execution, "resume")).toEqual([["loop[0]/inside", "own"]]);
    expect(execution.log.state.output).toEqual({ v: ["/flaky/inside"], w: "/flaky/own" });
  });

  test("what is disabled, skipped or pinned is not held", async () => {
    const workflow = workflowOf({ in: input, off: add({ disabled: true }), after: add(), fixed: add(), out: output }, [
      "in.n -> off.value",
      "off.value -> after.value",
      "in.n -> fixed.value",
      "fixed.value -> out.value",
    ]);
    const pinned = {
      ...workflow,
      nodes: workflow.nodes.map((node) => (node.id === "fixed" ? { ...node, pinned: { value: 7 } } : node)),
    };
    const { execution } = await startHeld(pinned, { breakpoints: ["off", "after", "fixed", "out"] });
    expect(heldIn(execution)).toEqual(["out"]);
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
  });

  test("is held where a kept result would take the place of the node", async () => {
    const workflow = workflowOf(
      {
        in: input,
        m: { type: "model", temperature: 0 },
        boss: { type: "agent", prompt: `same ${newId()}` },
        out: output,
      },
      ["m.model -> boss.model", "boss.text -> out.value"],
    );
    const host = testHost(opened(), { model: steadyModel() });
    const first = await startTest(host, workflow, { n: 1 });
    expect(await first.ended).toBe("completed");
    await expect
      .poll(async () => {
        const { runId, ended, state } = await startTest(host, workflow, { n: 1 });
        await ended;
        return state?.nodeRuns.get("boss")?.reusedFrom === undefined ? "" : runId;
      })
      .not.toBe("");
    const { execution } = await startHeld(workflow, { breakpoints: ["boss"] }, { host });
    expect(heldIn(execution)).toEqual(["boss"]);
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
    expect(execution.log.state.nodeRuns.get("boss")?.reusedFrom).toBeDefined();
  });

  test("a call of a tool is held with its arguments", async () => {
    const workflow = workflowOf(
      {
        m: { type: "model" },
        look: { type: "http", url: `${server.url}/look/{{ what }}` },
        boss: { type: "agent", prompt: "go" },
        out: output,
      },
      ["m.model -> boss.model", "look.tool -> boss.tools", "boss.text -> out.value"],
    );
    const host = testHost(opened(), { model: steadyModel({ look: { what: "it" } }) });
    const { execution } = await startHeld(workflow, { breakpoints: ["look"] }, { host });
    expect(heldIn(execution)).toEqual(["boss#1/look"]);
    expect(execution.log.state.nodeRuns.get("boss#1/look")?.waiting?.details).toEqual({ input: { what: "it" } });
    expect(server.requests).not.toContain("GET /look/it");
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
    expect(server.requests).toContain("GET /look/it");
  });

  test("a node of a workflow that is called is held, unless the caller has one of that name", async () => {
    const called = workflowOf({ in: input, a: add(), deep: add(), v: output }, [
      "in.n -> a.value",
      "a.value -> deep.value",
      "deep.value -> v.value",
    ]);
    const workflow = {
      ...workflowOf({ in: input, a: add(), call: { type: "workflow", workflow: "called" }, out: output }, [
        "in.n -> a.value",
        "a.value -> call.value",
        "call.value -> out.value",
      ]),
      workflows: { called },
    };
    const { host, execution } = await startHeld(workflow, { breakpoints: ["a", "deep"] });
    expect(await letOn(host, execution, "resume")).toEqual([["a"], ["call[0]/deep"]]);
    expect(execution.log.state.output).toEqual({ v: 4 });
  });

  test("the time in which it is held counts for nobody", async () => {
    const http = { type: "http", url: `${server.url}/timed` };
    const workflow = workflowOf(
      {
        in: input,
        try: { type: "try", policy: { timeoutMs: 400 } },
        a: { ...http, parentId: "try", policy: { timeoutMs: 400 } },
        out: output,
      },
      ["in.n -> try.value", "a.body -> try.inner.result", "try.value -> out.value"],
      { timeoutMs: 800 },
    );
    const { execution } = await startHeld(workflow, { breakpoints: ["a"] });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    execution.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await execution.ended).toBe("completed");
    const { nodeRuns, activeMs } = execution.log.state;
    expect(nodeRuns.get("try")?.error).toBeUndefined();
    expect(activeMs).toBeLessThan(800);
  });

  describe("and whose process is killed", () => {
    /** Carries a run on to its end, whatever it waits for; what was held in this life. */
    async function carryOn(runId: string, decisionOf: (key: string) => "resume" | "step"): Promise<string[]> {
      const host = testHost(opened());
      const held: string[] = [];
      const isOver = published(host, (event) => event.runId === runId && event.type === "run.completed");
      host.services.bus.subscribeAll((_, events) => {
        for (const event of events) {
          if (event.type !== "node.waiting") continue;
          const key = event.path === "" ? event.nodeId : `${event.path}/${event.nodeId}`;
          held.push(key);
          host.executionOf(runId)?.decide(event.nodeId, event.path, { decision: decisionOf(key) });
        }
      });
      const claimed = await host.claimFor(runId, ["waiting"]);
      if (claimed === undefined) await host.resume({ everything: true });
      else host.beginClaimed(claimed);
      await isOver;
      await host.stop();
      return held;
    }

    test.each([
      ["at breakpoints", { breakpoints: ["x", "out"] }, "resume"],
      ["step by step", { step: true }, "step"],
    ] as const)(
      "between any two events, %s: nobody is asked twice, and nothing slips through",
      async (_, hold, decision) => {
        const workflow = loop();
        await freezeGraph(opened(), "default", makeRunnable(workflow));
        const { host, runId, execution } = await startHeld(workflow, hold, { n: [1, 2] });
        const all = (await letOn(host, execution, decision)).flat();
        const events = await readEvents(opened(), runId);
        for (let k = 1; k < events.length; k++) {
          const again = newId();
          const before = events.slice(0, k);
          await plantRun(opened(), again, workflow, before, hold);
          const held = await carryOn(again, () => decision);
          const passed = answered(before);
          expect([...passed, ...held], `after ${k} events`).toEqual(all);
          expect((await readEvents(opened(), again)).at(-1)).toMatchObject({ output: { v: [11, 21] } });
        }
      },
    );

    function answered(events: readonly TraceEvent[]): string[] {
      return events.flatMap((event) =>
        event.type === "node.decided" ? [event.path === "" ? event.nodeId : `${event.path}/${event.nodeId}`] : [],
      );
    }
  });
});
