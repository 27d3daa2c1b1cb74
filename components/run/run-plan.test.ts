import { describe, expect, test } from "vitest";
import { foldEvents } from "@/nodes/core/run-state";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { type PlanScene, planRun, wholeRun } from "./run-plan";
import { eventsOf } from "./testing";

// in → research → write → out;  in → side → out2
const workflow = workflowFromText("in.message -> research; research -> write; write -> out; in.message -> side");

function completed(...ids: string[]): NewTraceEvent[] {
  return ids.map((nodeId) => ({
    ...{ type: "node.completed", nodeId, path: "", attempt: 1, durationMs: 1 },
    ...{ output: { value: 1 }, firedPorts: ["value"] },
  })) as NewTraceEvent[];
}

function scene(events: readonly NewTraceEvent[] | null, stale: readonly string[] = []): PlanScene {
  const run = events === null ? null : foldEvents("r", eventsOf([{ type: "run.queued", input: {} }, ...events]));
  return {
    workflow,
    run,
    stale: new Map(stale.map((id) => [id, { type: "disabled" }])),
    dataNodes: new Set(workflow.nodes.map(({ id }) => id)),
    entryId: "in",
    titleOf: (id) => id,
    chainOf: (id) => [id],
    itemOf: () => "",
    runIn: (id) => run?.nodeRuns.get(id),
    isItemKnown: () => false,
  };
}

const all = completed("in", "research", "write", "out", "side");

test("the whole workflow, and what leads to a node, start anew", () => {
  expect(planRun(wholeRun, scene(all))).toEqual({ type: "start" });
  expect(planRun({ type: "to", nodeId: "write" }, scene(all))).toEqual({ type: "start", until: "write" });
});

describe("from a node on", () => {
  test("what was before it is taken from the shown run", () => {
    expect(planRun({ type: "from", nodeId: "write" }, scene(all))).toEqual({
      type: "fork",
      runId: "r",
      fromNode: "write",
    });
  });

  test("alone goes no further", () => {
    const plan = planRun({ type: "alone", nodeId: "write" }, scene(all));
    expect(plan).toEqual({ type: "fork", runId: "r", fromNode: "write", until: "write" });
  });

  test("what is out of date before it runs too, and that is said", () => {
    const { note } = planRun({ type: "from", nodeId: "write" }, scene(all, ["research", "write", "out"]));
    expect(note).toEqual({ title: "research runs too", why: "It changed since the last run." });
  });

  test("what has no result before it runs too, and that is said", () => {
    const { note } = planRun({ type: "alone", nodeId: "write" }, scene(completed("in")));
    expect(note).toEqual({ title: "research runs too", why: "The last run has no result that could be taken over." });
    const both = planRun({ type: "alone", nodeId: "out" }, scene(completed("in"), ["write"]));
    expect(both.note).toEqual({
      title: "write and research run too",
      why: "They changed since the last run, or have no result in it.",
    });
  });

  test("what was skipped because nothing led to it is not missed; what was not asked for is", () => {
    const skipped = (reason: string) =>
      scene([...completed("in"), { type: "node.skipped", nodeId: "research", path: "", reason } as NewTraceEvent]);
    expect(planRun({ type: "from", nodeId: "write" }, skipped("dead")).note).toBeUndefined();
    expect(planRun({ type: "from", nodeId: "write" }, skipped("not-asked")).note?.title).toBe("research runs too");
  });

  test.each([
    ["no run is shown", scene(null), "There is no finished run to begin from."],
    ["the run gave nothing", scene([]), "There is no finished run to begin from."],
    ["the input changed", scene(all, ["in", "research"]), "The input of the workflow changed since the last run."],
  ])("it goes to the node, with what is before it, when %s", (_, at, why) => {
    for (const type of ["from", "alone"] as const)
      expect(planRun({ type, nodeId: "write" }, at)).toEqual({
        ...{ type: "start", until: "write" },
        note: { title: "Runs what is before write too, and stops there", why },
      });
  });

  test("from the first node on is the whole run when there is none to begin from", () => {
    expect(planRun({ type: "from", nodeId: "in" }, scene(null))).toEqual({ type: "start" });
    expect(planRun({ type: "alone", nodeId: "in" }, scene(null))).toEqual({ type: "start", until: "in" });
  });
});

test("a container stands for what is in it", () => {
  const nested = workflowFromText("a -> loop.items; b -> work; work -> loop.inner.result; loop.results -> end", {
    loop: { type: "for-each" },
    work: { parentId: "loop" },
  });
  const { note } = planRun(
    { type: "from", nodeId: "end" },
    {
      ...scene([...completed("x")]),
      workflow: nested,
      dataNodes: new Set(["a", "b", "loop", "end"]),
      entryId: undefined,
    },
  );
  expect(note?.title).toBe("loop and 2 more nodes run too");
});
