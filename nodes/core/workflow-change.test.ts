import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { workflowFromText } from "./testing/graph-from-text";
import type { Connection, Workflow, WorkflowNode } from "./workflow";
import { applyChanges, type WorkflowChange, workflowChangeSchema } from "./workflow-change";
import { formatWorkflow } from "./write-workflow";

// in → a → out
const start = () => workflowFromText("in.value -> a -> out");
const node = (id: string): WorkflowNode => ({
  id,
  type: "transform",
  position: { x: 1, y: 2 },
  config: { expression: "1" },
});
const link = (id: string, source: string, target: string): Connection => ({
  id,
  source,
  sourceHandle: "value",
  target,
  targetHandle: "value",
});
const text = (workflow: Workflow) => formatWorkflow(workflow, definitions);

describe("a change", () => {
  test("of a config touches its keys alone, so that another tab's survive", () => {
    const { workflow } = applyChanges(start(), [
      { type: "node.config", id: "a", set: { expression: "2" } },
      { type: "node.config", id: "a", set: { inputs: ["x"] } },
    ]);
    expect(workflow.nodes.find(({ id }) => id === "a")?.config).toEqual({ expression: "2", inputs: ["x"] });
  });

  test("that removes a node takes its connections along, and its inverse brings them back", () => {
    const { workflow, inverse } = applyChanges(start(), [{ type: "node.remove", id: "a" }]);
    expect(workflow.connections).toEqual([]);
    expect(text(applyChanges(workflow, inverse).workflow)).toBe(text(start()));
  });

  test("that no longer fits is passed over, and the others take effect", () => {
    const { workflow, applied } = applyChanges(start(), [
      { type: "node.set", id: "gone", set: { name: "x" } },
      { type: "node.add", node: node("a") },
      { type: "connection.add", connection: link("c9", "gone", "a") },
      { type: "connection.add", connection: link("c9", "a", "out") },
      { type: "connection.set", id: "c1", set: { source: "gone" } },
      { type: "node.set", id: "a", set: { name: "Kept" } },
    ]);
    expect(applied).toEqual([{ type: "node.set", id: "a", set: { name: "Kept" } }]);
    expect(workflow.connections).toHaveLength(2);
  });

  test("that would make two connections equal is passed over", () => {
    const base = workflowFromText("a -> merge; b -> merge");
    expect(applyChanges(base, [{ type: "connection.set", id: "c2", set: { source: "a" } }]).applied).toEqual([]);
  });

  test("keeps the identity of what it does not touch", () => {
    const before = start();
    const { workflow } = applyChanges(before, [{ type: "node.set", id: "a", set: { name: "x" } }]);
    expect(workflow.connections).toBe(before.connections);
    expect(workflow.nodes.filter((one, i) => one === before.nodes[i])).toHaveLength(2);
  });

  test("from outside cannot take away what a node or connection must have", () => {
    const refused = [
      { type: "node.set", id: "a", set: {}, unset: ["id"] },
      { type: "node.set", id: "a", set: {}, unset: ["position"] },
      { type: "connection.set", id: "c1", set: {}, unset: ["source"] },
    ];
    for (const change of refused) expect(workflowChangeSchema.safeParse(change).success).toBe(false);
    const fine = [
      { type: "node.set", id: "a", set: {}, unset: ["name", "policy", "disabled", "note", "parentId"] },
      { type: "node.config", id: "a", set: {}, unset: ["expression"] },
      { type: "connection.set", id: "c1", set: {}, unset: ["order"] },
    ];
    for (const change of fine) expect(workflowChangeSchema.safeParse(change).success).toBe(true);
  });
});

const id = fc.constantFrom("in", "a", "b", "c", "out", "new1", "new2");
const connectionId = fc.constantFrom("c1", "c2", "c3", "c4");
const anyChange: fc.Arbitrary<WorkflowChange> = fc.oneof(
  fc.record({ type: fc.constant("node.add" as const), node: id.map(node) }),
  fc.record({ type: fc.constant("node.remove" as const), id }),
  fc.record({
    type: fc.constant("node.set" as const),
    id,
    set: fc.record({ name: fc.string(), disabled: fc.boolean(), note: fc.string() }, { requiredKeys: [] }),
    unset: fc.subarray(["name", "note", "policy"] as const),
  }) as fc.Arbitrary<WorkflowChange>,
  fc.record({
    type: fc.constant("node.config" as const),
    id,
    set: fc.dictionary(fc.constantFrom("expression", "inputs", "__proto__", "x"), fc.jsonValue()),
    unset: fc.subarray(["expression", "y", "x"]),
  }),
  fc.record({
    type: fc.constant("connection.add" as const),
    connection: fc.tuple(connectionId, id, id).map(([c, source, target]) => link(c, source, target)),
  }),
  fc.record({ type: fc.constant("connection.remove" as const), id: connectionId }),
  fc.record({
    type: fc.constant("connection.set" as const),
    id: connectionId,
    set: fc.record({ source: id, targetHandle: fc.constantFrom("value", "x"), order: fc.nat(3) }, { requiredKeys: [] }),
  }),
  fc.record({
    type: fc.constant("workflow.set" as const),
    set: fc.record({ name: fc.string(), description: fc.string() }, { requiredKeys: [] }),
  }),
  fc.record({ type: fc.constant("workflow.replace" as const), workflow: fc.constant(workflowFromText("b -> c")) }),
);
const changes = fc.array(anyChange, { maxLength: 25 });

describe("any changes in any order", () => {
  test("can be undone: the inverse restores the document", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { workflow, inverse } = applyChanges(start(), list);
        expect(text(applyChanges(workflow, inverse).workflow)).toBe(text(start()));
      }),
      { numRuns: 500 },
    );
  });

  test("can be done again after they were undone", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const done = applyChanges(start(), list);
        const undone = applyChanges(done.workflow, done.inverse);
        expect(text(applyChanges(undone.workflow, undone.inverse).workflow)).toBe(text(done.workflow));
      }),
      { numRuns: 300 },
    );
  });

  test("apply to a document that others have changed, and never leave a connection without an end or an id twice", () => {
    fc.assert(
      fc.property(changes, changes, (theirs, mine) => {
        const { workflow } = applyChanges(applyChanges(start(), theirs).workflow, mine);
        const ids = workflow.nodes.map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { source, target } of workflow.connections)
          expect(ids).toEqual(expect.arrayContaining([source, target]));
        const connections = workflow.connections.map((one) => one.id);
        expect(new Set(connections).size).toBe(connections.length);
      }),
      { numRuns: 300 },
    );
  });

  test("what is applied is a list that gives the same again", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { workflow, applied } = applyChanges(start(), list);
        expect(applyChanges(start(), applied).workflow).toEqual(workflow);
      }),
    );
  });

  test("are what the schema takes, and survive the wire", () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const sent = JSON.parse(JSON.stringify(change)) as unknown;
        expect(workflowChangeSchema.safeParse(sent).error).toBeUndefined();
      }),
    );
  });
});
