import { describe, expect, test } from "vitest";
import { documentOf, ran, sideOf } from "@/components/compare/testing";
import { pendingNodeRun } from "@/nodes/core/node-run";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { definitions } from "@/nodes/definitions";
import { readFork, startFork } from "./fork-draft";
import { forkPoints, pointFor } from "./fork-points";

const document = documentOf(
  {
    a: { expression: "1" },
    b: { expression: "value" },
    split: { type: "condition", expression: "value" },
    loop: { type: "for-each" },
    work: { parentId: "loop", expression: "value" },
    m: { type: "model" },
    end: { type: "output", name: "v" },
  },
  ["a.value -> b.value", "b.value -> split.value", "b.value -> end.value"],
);
const skipped: NewTraceEvent = { type: "node.skipped", nodeId: "loop", path: "", reason: "dead" };
const failed: NewTraceEvent = {
  type: "node.failed",
  nodeId: "split",
  path: "",
  error: { code: "INTERNAL", message: "Broken." },
};
const { state } = sideOf("r", document, [ran("a", {}, { value: 1 }), ran("b", {}, { value: 2 }), skipped, failed]);

describe("the nodes that a fork can begin at", () => {
  const points = forkPoints(document, definitions, state);

  test("are those of the outermost level that have ended, and the others say why not", () => {
    expect(points.map(({ nodeId, refusal }) => [nodeId, refusal])).toEqual([
      ["a", undefined],
      ["b", undefined],
      ["split", undefined],
      ["loop", "It was skipped in this run."],
      ["end", "This run did not come to it."],
    ]);
  });

  test("know their ports, what they gave, and how far a run can go from them", () => {
    expect(points[1]).toMatchObject({ ports: [{ name: "value" }], output: { value: 2 } });
    expect(points[1]?.downstream.map(({ nodeId }) => nodeId)).toEqual(["b", "split", "end"]);
    expect(points[2]?.output).toBeUndefined();
  });

  test("may stand in the item of a container that is looked at, and carry the run on with the container", () => {
    const shown = { ...pendingNodeRun("work", "loop[2]"), status: "completed" as const, output: { value: 7 } };
    const inner = forkPoints(document, definitions, state, shown).at(-1);
    expect(inner).toMatchObject({ nodeId: "work", path: "loop[2]", output: { value: 7 } });
    expect(inner).not.toHaveProperty("refusal");
    expect(inner?.title).toContain("item 3");
    expect(inner?.downstream.map(({ nodeId }) => nodeId)).toEqual(["work", "loop"]);
    expect(pointFor(document, inner === undefined ? [] : [inner], "work")).toEqual({ key: "loop[2]/work" });
    expect(forkPoints(document, definitions, state, pendingNodeRun("work", "boss#1"))).toHaveLength(points.length);
  });

  test("are none in a document of node types that are not known here", () => {
    expect(forkPoints(documentOf({ x: { type: "no-such-type" } }), definitions, state)).toEqual([]);
  });

  test("stand in for a node that cannot be one", () => {
    expect(pointFor(document, points, "b")).toEqual({ key: "b" });
    expect(pointFor(document, points, "end").note).toContain("this run did not come to it");
    expect(pointFor(document, points, "m").note).toContain("other nodes use it");
    expect(pointFor(document, points, undefined)).toEqual({ key: "split" });
    const ran = points.map(({ refusal: _, ...point }) => point);
    expect(pointFor(document, ran, "work")).toMatchObject({
      key: "loop",
      note: expect.stringContaining("stands in"),
    });
  });
});

describe("what a fork gives", () => {
  const ports = [
    { name: "text", kind: "text" },
    { name: "json", kind: "json" },
    { name: "rest", kind: "any" },
  ] as const;

  test("begins with what the node gave: text as text, all else as JSON", () => {
    const draft = startFork(ports, { text: "old", json: "quoted" });
    expect(draft.ports).toEqual({
      text: { as: "text", text: "old", fires: true },
      json: { as: "json", text: '"quoted"', fires: true },
      rest: { as: "json", text: "null", fires: false },
    });
    expect(readFork(draft)).toEqual({ ok: true, output: { text: "old", json: "quoted" } });
  });

  test("is refused where it is no JSON, and where nothing is given", () => {
    const { ports: drafts } = startFork(ports, { json: 1 });
    const broken = { ports: { ...drafts, json: { as: "json", text: "{", fires: true } } } as const;
    expect(readFork(broken)).toMatchObject({ ok: false, problems: { json: expect.stringContaining("no JSON") } });
    expect(readFork({ ports: {} })).toMatchObject({ ok: false, problems: { "": expect.any(String) } });
  });

  test("a node that gave nothing runs again", () => {
    expect([startFork(ports, undefined).way, startFork(ports, {}).way]).toEqual(["again", "output"]);
  });
});
