import { expect, test } from "vitest";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { roomChanges } from "./make-room";
import { node } from "./testing";

const workflow: Workflow = {
  ...emptyWorkflow("Room"),
  nodes: [
    node("outer", "for-each", 0, 0),
    node("loop", "for-each", 110, 70, "outer"),
    node("a", "log", 120, 70, "loop"),
    node("inside", "log", 640, 70, "outer"),
    node("next", "log", 1_050, 60),
    node("far", "log", 1_400, 60),
    node("under", "log", 100, 900),
  ],
};
const scene = {
  workflow,
  isContainer: ({ type }: { type: string }) => type === "for-each",
  sizeOf: () => ({ width: 240, height: 100 }),
};
const placesAfter = (changes: readonly WorkflowChange[]) => {
  const all = [...changes, ...roomChanges(scene, changes)];
  return new Map(applyChanges(workflow, all).workflow.nodes.map(({ id, position }) => [id, position]));
};

test("what stands right of a frame makes way when it grows, through all frames around", () => {
  const places = placesAfter([{ type: "node.add", node: node("b", "log", 440, 70, "loop") }]);
  // The loop now ends at 110 + 440 + 240 + 110.
  expect(places.get("inside")).toEqual({ x: 940, y: 70 });
  // And the frame around it at 940 + 240 + 110.
  expect(places.get("next")).toEqual({ x: 1_330, y: 60 });
  expect(places.get("far")).toEqual({ x: 1_680, y: 60 });
  expect(places.get("under")).toEqual({ x: 100, y: 900 });
});

test("nothing moves as long as nothing would be covered", () => {
  expect(roomChanges(scene, [{ type: "node.add", node: node("b", "log", 120, 90, "loop") }])).toEqual([]);
  expect(roomChanges(scene, [{ type: "node.set", id: "next", set: { position: { x: 300, y: 200 } } }])).toEqual([]);
});

test("what stands below goes down", () => {
  const places = placesAfter([{ type: "node.add", node: node("b", "log", 120, 800, "loop") }]);
  expect(places.get("under")?.y).toBeGreaterThan(900);
  expect(places.get("next")).toEqual({ x: 1_050, y: 60 });
});
