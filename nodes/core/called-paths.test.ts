import { expect, test } from "vitest";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import { definitions } from "@/nodes/definitions";
import { callersIn, documentAt, isInCalled } from "./called-paths";
import type { Workflow } from "./workflow";

const inner = workflowFromText("in.message -> http1; http1.body -> out", {});
const middle = workflowFromText("in.message -> deeper.value; deeper.value -> out", {
  deeper: { type: "workflow", workflow: "inner" },
});
const outer: Workflow = {
  ...workflowFromText("in.message -> call.value; call.value -> out", {
    call: { type: "workflow", workflow: "middle" },
  }),
  workflows: { middle, inner },
};

test("a path leads into a called workflow where an item of its caller is on the way", () => {
  const callers = callersIn(outer, definitions);
  expect([...callers]).toEqual(["call"]);
  const paths = [
    "",
    "loop[2]",
    "boss#1",
    "call[0]",
    "loop[2]/call[0]",
    "boss#1/call[0]",
    "call[0]/deeper[0]",
    "recall[0]",
  ];
  expect(paths.filter((path) => isInCalled(path, callers))).toEqual([
    "call[0]",
    "loop[2]/call[0]",
    "boss#1/call[0]",
    "call[0]/deeper[0]",
  ]);
});

test("the nodes at a path are of the workflow that was called last on the way", () => {
  const at = (path: string) => documentAt(outer, path, definitions);
  expect(at("")).toBe(outer);
  expect(at("loop[1]")).toBe(outer);
  expect(at("call[0]")).toBe(middle);
  expect(at("call[0]/deeper[0]/loop[3]")).toBe(inner);
  expect(documentAt({ ...outer, workflows: {} }, "call[0]", definitions)).toBeUndefined();
});
