import fc from "fast-check";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { inputDefinition } from "@/nodes/input/definition";
import { outputDefinition } from "@/nodes/output/definition";
import { memoryStorage } from "./browser-storage";
import { createWorkflowStore, type WorkflowStoreOptions } from "./create-workflow-store";
import type { MemoryWorkflowApi } from "./memory-api";

/** Shared by the tests of this folder. */

export const testDefinitions: NodeDefinitions = new Map(
  [inputDefinition, outputDefinition].map((definition) => [definition.type, definition]),
);

export function testWorkflow(): Workflow {
  return {
    ...emptyWorkflow("Test"),
    nodes: [
      { id: "a", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "topic", type: "text" }] } },
      { id: "b", type: "output", position: { x: 300, y: 0 }, config: { name: "result" } },
    ],
    connections: [{ id: "c1", source: "a", sourceHandle: "topic", target: "b", targetHandle: "value" }],
  };
}

export function testStore(api: MemoryWorkflowApi, options: Partial<WorkflowStoreOptions> = {}) {
  return createWorkflowStore({
    workflowId: "w1",
    definitions: testDefinitions,
    stored: { revision: api.updates.length, document: structuredClone(api.document) },
    api,
    tabId: "tab",
    unsentStorage: memoryStorage(),
    historyStorage: memoryStorage(),
    times: { delayMs: 1, firstRetryMs: 1, longestRetryMs: 5 },
    ...options,
  });
}

const ids = fc.constantFrom("a", "b", "n1", "n2", "n3");
const position = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const connectionIds = fc.constantFrom("c1", "c2", "c3");

/** Any change, sensible or not: ids clash, ends are missing, patches overlap. */
export const anyChange: fc.Arbitrary<WorkflowChange> = fc.oneof(
  fc.record({ id: ids, position }).map(({ id, position }): WorkflowChange => {
    return { type: "node.add", node: { id, type: "output", position, config: { name: id } } };
  }),
  ids.map((id): WorkflowChange => ({ type: "node.remove", id })),
  fc
    .record({ id: ids, position })
    .map(({ id, position }): WorkflowChange => ({ type: "node.set", id, set: { position } })),
  fc.record({ id: ids, name: fc.string({ maxLength: 5 }) }).map(({ id, name }): WorkflowChange => {
    return name === "" ? { type: "node.set", id, set: {}, unset: ["name"] } : { type: "node.set", id, set: { name } };
  }),
  fc
    .record({ id: ids, key: fc.constantFrom("name", "x"), value: fc.integer() })
    .map(({ id, key, value }): WorkflowChange => {
      return value % 5 === 0
        ? { type: "node.config", id, set: {}, unset: [key] }
        : { type: "node.config", id, set: { [key]: value } };
    }),
  fc.record({ id: connectionIds, source: ids, target: ids }).map(({ id, source, target }): WorkflowChange => {
    return { type: "connection.add", connection: { id, source, sourceHandle: "value", target, targetHandle: "value" } };
  }),
  connectionIds.map((id): WorkflowChange => ({ type: "connection.remove", id })),
  fc.record({ id: connectionIds, order: fc.integer() }).map(({ id, order }): WorkflowChange => {
    return { type: "connection.set", id, set: { order } };
  }),
  fc.string({ maxLength: 8 }).map((name): WorkflowChange => ({ type: "workflow.set", set: { name } })),
  fc.constant<WorkflowChange>({ type: "workflow.replace", workflow: { ...testWorkflow(), name: "Imported" } }),
);

/** Two documents are the same whatever the order of their lists: undo puts a deleted node back at the end. */
export function sorted(workflow: Workflow): Workflow {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const plain = JSON.parse(JSON.stringify(workflow)) as Workflow;
  return { ...plain, nodes: [...plain.nodes].sort(byId), connections: [...plain.connections].sort(byId) };
}
