import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { compactChanges } from "./compact-changes";
import { anyChange, sorted, testWorkflow } from "./testing";

test("typing a word is one change with its last value", () => {
  const typed = ["l", "lo", "loo", "loom"].map((prompt): WorkflowChange => {
    return { type: "node.config", id: "a", set: { prompt } };
  });
  expect(compactChanges(typed)).toEqual([{ type: "node.config", id: "a", set: { prompt: "loom" } }]);
});

test("dragging two nodes is one change for each", () => {
  const move = (id: string, x: number): WorkflowChange => ({ type: "node.set", id, set: { position: { x, y: 0 } } });
  expect(compactChanges([move("a", 1), move("b", 1), move("a", 2), move("b", 2)])).toEqual([
    move("a", 2),
    move("b", 2),
  ]);
});

test("set then unset is unset, unset then set is set", () => {
  const set: WorkflowChange = { type: "node.set", id: "a", set: { name: "A" } };
  const unset: WorkflowChange = { type: "node.set", id: "a", set: {}, unset: ["name"] };
  expect(compactChanges([set, unset])).toEqual([unset]);
  expect(compactChanges([unset, set])).toEqual([set]);
});

test("has the effect of what took effect", () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 30 }), (changes) => {
      const { workflow, applied } = applyChanges(testWorkflow(), changes);
      const compact = applyChanges(testWorkflow(), compactChanges(applied)).workflow;
      expect(sorted(compact)).toEqual(sorted(workflow));
    }),
  );
});
