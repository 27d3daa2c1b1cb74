import { describe, expect, test } from "vitest";
import { applyChanges } from "@/nodes/core/workflow-change";
import { fragmentOf, pasteChanges, readFragment, writeFragment } from "./fragment";
import { NewIds } from "./new-ids";
import { selectionOf } from "./selection";
import { testDefinitions, testWorkflow } from "./testing";

function copied(nodes: string[]) {
  const fragment = fragmentOf(testWorkflow(), selectionOf(nodes));
  if (fragment === undefined) throw new Error("nothing is selected");
  const read = readFragment(writeFragment(fragment), testDefinitions);
  if (read === undefined || "problem" in read) throw new Error("was not read");
  return read.fragment;
}

describe("copy and paste", () => {
  test("keeps the connections among what was copied, under new ids, at the place that is asked for", () => {
    const { changes, nodeIds } = pasteChanges(testWorkflow(), copied(["a", "b"]), { x: 1000, y: 500 });
    const { workflow, applied } = applyChanges(testWorkflow(), changes);
    expect(applied).toHaveLength(3);
    expect(nodeIds).toEqual(["input1", "output1"]);
    expect(workflow.nodes.slice(2).map(({ position }) => position)).toEqual([
      { x: 1000, y: 500 },
      { x: 1300, y: 500 },
    ]);
    expect(workflow.connections[1]).toMatchObject({ source: "input1", target: "output1", targetHandle: "value" });
  });

  test("leaves connections to what was not copied behind", () => {
    expect(copied(["b"]).connections).toEqual([]);
  });

  test("takes a whole document too", () => {
    const read = readFragment(JSON.stringify(testWorkflow()), testDefinitions);
    expect(read).toMatchObject({ fragment: { nodes: [{ id: "a" }, { id: "b" }], connections: [{ id: "c1" }] } });
  });

  test("tells other text from a broken document", () => {
    expect(readFragment("hello", testDefinitions)).toBeUndefined();
    expect(readFragment('{"a": 1}', testDefinitions)).toBeUndefined();
    expect(readFragment('{"format": "heddle.workflow", "version": 9}', testDefinitions)).toMatchObject({
      problem: expect.stringContaining("version 9"),
    });
  });
});

test("new ids are readable and free", () => {
  const ids = new NewIds({
    nodes: [{ id: "agent1", type: "agent", position: { x: 0, y: 0 }, config: {} }],
    connections: [],
  });
  expect([ids.node("agent"), ids.node("agent"), ids.node("for-each"), ids.node("plugin:web/search")]).toEqual([
    "agent2",
    "agent3",
    "forEach1",
    "pluginWebSearch1",
  ]);
  expect([ids.connection(), ids.connection()]).toEqual(["c1", "c2"]);
});
