import { describe, expect, test } from "vitest";
import { documentIssues } from "@/nodes/core/validate-workflow";
import { emptyWorkflow, type Workflow, type WorkflowNode } from "@/nodes/core/workflow";
import { applyChanges } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { type Fragment, fragmentOf, pasteChanges, readFragment, writeFragment } from "./fragment";
import { NewIds } from "./new-ids";
import { removalOf, selectionOf } from "./selection";
import { sorted, testDefinitions, testWorkflow } from "./testing";

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

describe("containers", () => {
  const node = (id: string, type: string, x: number, y: number, parentId?: string): WorkflowNode => ({
    id,
    type,
    position: { x, y },
    config: {},
    ...(parentId === undefined ? {} : { parentId }),
  });
  const workflow: Workflow = {
    ...emptyWorkflow("Loop"),
    nodes: [node("loop", "for-each", 300, 100), node("work", "log", 120, 70, "loop"), node("after", "log", 900, 0)],
    connections: [
      { id: "c1", source: "loop", sourceHandle: "inner.item", target: "work", targetHandle: "value" },
      { id: "c2", source: "work", sourceHandle: "value", target: "loop", targetHandle: "inner.result" },
      { id: "c3", source: "loop", sourceHandle: "results", target: "after", targetHandle: "value" },
    ],
  };
  function copiedFrom(ids: string[]) {
    const read = readFragment(writeFragment(fragmentOf(workflow, selectionOf(ids)) as Fragment), definitions);
    if (read === undefined || "problem" in read) throw new Error("was not read");
    return read.fragment;
  }
  const paste = (ids: string[], parentId?: string) => {
    const { changes } = pasteChanges(workflow, copiedFrom(ids), { x: 1_000, y: 500 }, parentId);
    const pasted = applyChanges(workflow, changes).workflow;
    expect(documentIssues(pasted, definitions)).toEqual([]);
    return pasted.nodes.slice(workflow.nodes.length);
  };

  test("take along what stands in them, in its place", () => {
    expect(copiedFrom(["loop"]).connections.map(({ id }) => id)).toEqual(["c1", "c2"]);
    expect(paste(["loop"])).toMatchObject([
      { id: "forEach1", position: { x: 1_000, y: 500 } },
      { id: "log1", parentId: "forEach1", position: { x: 120, y: 70 } },
    ]);
  });

  test("are left by a node that is copied alone, at its place on the canvas", () => {
    expect(copiedFrom(["work"]).nodes).toEqual([node("work", "log", 420, 170)]);
    expect(paste(["work"])[0]).not.toHaveProperty("parentId");
  });

  test("take what is pasted into them, as far as they may nest", () => {
    expect(paste(["after"], "loop")).toMatchObject([{ parentId: "loop", position: { x: 700, y: 400 } }]);
    const deep: Workflow = {
      ...workflow,
      nodes: Array.from({ length: 8 }, (_, i) => node(`n${i}`, "for-each", 0, 0, i === 0 ? undefined : `n${i - 1}`)),
      connections: [],
    };
    const { changes } = pasteChanges(deep, copiedFrom(["loop"]), { x: 0, y: 0 }, "n7");
    expect(documentIssues(applyChanges(deep, changes).workflow, definitions)).toEqual([]);
  });

  test("are deleted with what stands in them, and come back whole", () => {
    const { workflow: rest, inverse } = applyChanges(workflow, removalOf(selectionOf(["loop"]), workflow));
    expect(rest.nodes.map(({ id }) => id)).toEqual(["after"]);
    const added = inverse.flatMap((change) => (change.type === "node.add" ? [change.node.id] : []));
    expect(added).toEqual(["loop", "work"]);
    expect(sorted(applyChanges(rest, inverse).workflow)).toEqual(sorted(workflow));
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
