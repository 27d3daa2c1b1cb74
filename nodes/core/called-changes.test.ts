import { describe, expect, test } from "vitest";
import { definitions } from "@/nodes/definitions";
import { createStaleness } from "./stale-nodes";
import { workflowFromText } from "./testing/graph-from-text";
import type { Workflow } from "./workflow";

const inner = (expression = "value + 1", position = { x: 0, y: 0 }) => {
  const workflow = workflowFromText("in.message -> add.value; add.value -> out", {
    add: { type: "transform", expression },
  });
  return { ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, position })) };
};
const middle = workflowFromText("in.message -> call.value; call.value -> out", {
  call: { type: "workflow", workflow: "inner" },
});
const outer = workflowFromText("in.message -> a.value; a.value -> out; in.message -> b.value; b.value -> other", {
  a: { type: "workflow", workflow: "middle" },
  b: { type: "workflow", workflow: "alone" },
  other: { type: "output", name: "other" },
});
const calling = (workflows: Record<string, unknown> | undefined): Workflow => ({ ...outer, workflows });
const then = calling({ middle, inner: inner(), alone: inner() });

function staleWith(workflows: Record<string, unknown> | undefined) {
  const reasons = createStaleness(definitions, then)(calling(workflows), () => undefined);
  return Object.fromEntries([...reasons].map(([id, { type }]) => [id, type]));
}

describe("a called workflow that changed", () => {
  test("makes what calls it stale, and what depends on that", () => {
    expect(staleWith({ middle, inner: inner(), alone: inner("value + 2") })).toEqual({ b: "called", other: "node" });
  });

  test("also where it is called by one that is called", () => {
    expect(staleWith({ middle, inner: inner("value + 2"), alone: inner() })).toEqual({ a: "called", out: "node" });
  });

  test("also when it is gone, or has another node", () => {
    expect(staleWith({ middle, inner: inner() })).toEqual({ b: "called", other: "node" });
    const more = workflowFromText("in.message -> add.value; add.value -> out; in.message -> more", {
      add: { type: "transform", expression: "value + 1" },
      more: { type: "output", name: "more" },
    });
    expect(staleWith({ middle, inner: inner(), alone: more })).toMatchObject({ b: "called" });
  });

  test("is none that only looks otherwise, and none of which nothing is known", () => {
    expect(staleWith({ middle, inner: inner("value + 1", { x: 9, y: 9 }), alone: inner() })).toEqual({});
    expect(staleWith(undefined)).toEqual({});
  });
});
