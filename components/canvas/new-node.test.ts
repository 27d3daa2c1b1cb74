import { describe, expect, test } from "vitest";
import type { NodeDefinition } from "@/nodes/core/node-definition";
import { documentIssues } from "@/nodes/core/validate-workflow";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { applyChanges } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { hasFittingPort, insertChanges, newNode } from "./new-node";

const definition = (type: string) => definitions.get(type) as NodeDefinition;
const at = { x: 10.4, y: 20.6 };

function chain(): Workflow {
  return {
    ...emptyWorkflow("Chain"),
    nodes: [
      { id: "in", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "topic", type: "text" }] } },
      { id: "out", type: "output", position: { x: 600, y: 0 }, config: {} },
      { id: "model", type: "model", position: { x: 0, y: 200 }, config: {} },
    ],
    connections: [{ id: "c1", source: "in", sourceHandle: "topic", target: "out", targetHandle: "value", order: 2 }],
  };
}

describe("a new node", () => {
  test.each([...definitions.keys()])("of type %s keeps the document valid, and its config is its own", (type) => {
    const { nodeId, changes } = newNode(chain(), definitions, definition(type), at);
    const { workflow } = applyChanges(chain(), changes);
    const node = workflow.nodes.find(({ id }) => id === nodeId);
    expect(node).toMatchObject({ type, position: { x: 10, y: 21 } });
    expect(node?.config).not.toBe(definition(type).initialConfig);
    expect(documentIssues(workflow, definitions)).toEqual([]);
  });

  test("is connected to the port that it was asked for at", () => {
    const { changes } = newNode(chain(), definitions, definition("agent"), at, {
      nodeId: "model",
      port: "model",
      side: "output",
    });
    expect(changes[1]).toMatchObject({ connection: { source: "model", target: "agent1", targetHandle: "model" } });
  });

  test("offers only types with a port that fits", () => {
    expect(hasFittingPort(definition("agent"), "model", "output")).toBe(true);
    expect(hasFittingPort(definition("output"), "model", "output")).toBe(false);
    expect(hasFittingPort(definition("input"), "text", "input")).toBe(true);
    expect(hasFittingPort(definition("output"), "text", "input")).toBe(false);
  });
});

describe("inserting into a connection", () => {
  const withLog = applyChanges(chain(), newNode(chain(), definitions, definition("log"), at).changes).workflow;

  test("leads what flowed through the node, in the same place of a port that takes many", () => {
    const changes = insertChanges(withLog, definitions, "c1", "log1") ?? [];
    const { connections } = applyChanges(withLog, changes).workflow;
    expect(connections).toMatchObject([
      { source: "in", sourceHandle: "topic", target: "log1", targetHandle: "value" },
      { source: "log1", sourceHandle: "value", target: "out", targetHandle: "value", order: 2 },
    ]);
  });

  test("is refused where a side does not fit", () => {
    expect(insertChanges(withLog, definitions, "c1", "model")).toBeUndefined();
    expect(insertChanges(withLog, definitions, "c1", "in")).toBeUndefined();
    expect(insertChanges(withLog, definitions, "gone", "log1")).toBeUndefined();
  });
});
