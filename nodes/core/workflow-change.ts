import { z } from "zod";
import {
  type Connection,
  connectionSchema,
  nodeIdSchema,
  settingsSchema,
  type Workflow,
  type WorkflowNode,
  workflowNodeSchema,
  workflowSchema,
} from "./workflow";

/**
 * The small typed changes that an edit is made of. Undo keeps their inverses, autosave sends them, the server applies
 * them with the same function, and a change log of them is a workflow's history.
 */

const nodeSetSchema = workflowNodeSchema.omit({ id: true, config: true }).partial();
const names = z.array(z.string()).optional();
/** What a node or a connection can do without. */
const nodeUnsetSchema = z
  .array(z.enum(["name", "configVersion", "parentId", "disabled", "note", "policy", "pinned"]))
  .optional();
const connectionUnsetSchema = z.array(z.enum(["order"])).optional();

export const workflowChangeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("node.add"), node: workflowNodeSchema }),
  /** Takes the node's connections with it. */
  z.object({ type: z.literal("node.remove"), id: nodeIdSchema }),
  z.object({ type: z.literal("node.set"), id: nodeIdSchema, set: nodeSetSchema, unset: nodeUnsetSchema }),
  /** Top-level keys of the config, so that edits of different fields from two tabs both survive. */
  z.object({ type: z.literal("node.config"), id: nodeIdSchema, set: z.record(z.string(), z.unknown()), unset: names }),
  z.object({ type: z.literal("connection.add"), connection: connectionSchema }),
  z.object({ type: z.literal("connection.remove"), id: z.string() }),
  z.object({
    type: z.literal("connection.set"),
    id: z.string(),
    set: connectionSchema.omit({ id: true }).partial(),
    unset: connectionUnsetSchema,
  }),
  z.object({
    type: z.literal("workflow.set"),
    set: z
      .object({ name: z.string().max(200), description: z.string().max(20_000), settings: settingsSchema })
      .partial(),
  }),
  /** An import into the open workflow, or a restored version. */
  z.object({ type: z.literal("workflow.replace"), workflow: workflowSchema }),
]);

export type WorkflowChange = z.infer<typeof workflowChangeSchema>;

export interface Applied {
  readonly workflow: Workflow;
  /** Takes the result back to where it was; in the order in which to apply them. */
  readonly inverse: readonly WorkflowChange[];
  /** What took effect: a change whose node is gone, or whose id is taken, does nothing and is left out. */
  readonly applied: readonly WorkflowChange[];
}

/**
 * Applies changes in order. Total: what no longer fits (its node was removed by somebody else) is passed over, which
 * is what lets a stale client's changes be applied on top of newer ones. Unchanged parts keep their identity.
 */
export function applyChanges(workflow: Workflow, changes: readonly WorkflowChange[]): Applied {
  let current = workflow;
  const inverses: (readonly WorkflowChange[])[] = [];
  const applied: WorkflowChange[] = [];
  for (const change of changes) {
    const step = applyChange(current, change);
    if (step === undefined) continue;
    current = step.workflow;
    inverses.push(step.inverse);
    applied.push(change);
  }
  return { workflow: current, inverse: inverses.reverse().flat(), applied };
}

type Step = { readonly workflow: Workflow; readonly inverse: readonly WorkflowChange[] } | undefined;

function applyChange(workflow: Workflow, change: WorkflowChange): Step {
  switch (change.type) {
    case "node.add":
      return addNode(workflow, change.node);
    case "node.remove":
      return removeNode(workflow, change.id);
    case "node.set":
      return changeNode(workflow, change.id, (node) => {
        const { next, back } = patch(node, change.set, change.unset);
        return { next, inverse: { type: "node.set", id: change.id, ...back } as WorkflowChange };
      });
    case "node.config":
      return changeNode(workflow, change.id, (node) => {
        const { next, back } = patch(node.config, change.set, change.unset);
        return { next: { ...node, config: next }, inverse: { type: "node.config", id: change.id, ...back } };
      });
    case "connection.add":
      return addConnection(workflow, change.connection);
    case "connection.remove":
      return removeConnection(workflow, change.id);
    case "connection.set":
      return changeConnection(workflow, change);
    case "workflow.set": {
      const { next, back } = patch(workflow, change.set);
      return { workflow: next, inverse: [{ type: "workflow.set", set: back.set } as WorkflowChange] };
    }
    case "workflow.replace":
      return { workflow: change.workflow, inverse: [{ type: "workflow.replace", workflow }] };
  }
}

function addNode(workflow: Workflow, node: WorkflowNode): Step {
  if (workflow.nodes.some((other) => other.id === node.id)) return undefined;
  return {
    workflow: { ...workflow, nodes: [...workflow.nodes, node] },
    inverse: [{ type: "node.remove", id: node.id }],
  };
}

function removeNode(workflow: Workflow, id: string): Step {
  const node = workflow.nodes.find((other) => other.id === id);
  if (node === undefined) return undefined;
  const touches = (c: Connection) => c.source === id || c.target === id;
  const lost = workflow.connections.filter(touches);
  const nodes = workflow.nodes.filter((other) => other !== node);
  const connections = lost.length === 0 ? workflow.connections : workflow.connections.filter((c) => !touches(c));
  const inverse: WorkflowChange[] = [
    { type: "node.add", node },
    ...lost.map((connection) => ({ type: "connection.add", connection }) as const),
  ];
  return { workflow: { ...workflow, nodes, connections }, inverse };
}

function changeNode(
  workflow: Workflow,
  id: string,
  change: (node: WorkflowNode) => { next: WorkflowNode; inverse: WorkflowChange },
): Step {
  const node = workflow.nodes.find((other) => other.id === id);
  if (node === undefined) return undefined;
  const { next, inverse } = change(node);
  return {
    workflow: { ...workflow, nodes: workflow.nodes.map((other) => (other === node ? next : other)) },
    inverse: [inverse],
  };
}

function addConnection(workflow: Workflow, connection: Connection): Step {
  const known = (id: string) => workflow.nodes.some((node) => node.id === id);
  if (!known(connection.source) || !known(connection.target)) return undefined;
  if (workflow.connections.some((other) => other.id === connection.id || sameEnds(other, connection))) return undefined;
  return {
    workflow: { ...workflow, connections: [...workflow.connections, connection] },
    inverse: [{ type: "connection.remove", id: connection.id }],
  };
}

function sameEnds(a: Connection, b: Connection): boolean {
  return (
    a.source === b.source &&
    a.sourceHandle === b.sourceHandle &&
    a.target === b.target &&
    a.targetHandle === b.targetHandle
  );
}

function removeConnection(workflow: Workflow, id: string): Step {
  const connection = workflow.connections.find((other) => other.id === id);
  if (connection === undefined) return undefined;
  const connections = workflow.connections.filter((other) => other !== connection);
  return { workflow: { ...workflow, connections }, inverse: [{ type: "connection.add", connection }] };
}

function changeConnection(workflow: Workflow, change: Extract<WorkflowChange, { type: "connection.set" }>): Step {
  const connection = workflow.connections.find((other) => other.id === change.id);
  if (connection === undefined) return undefined;
  const { next, back } = patch(connection, change.set, change.unset);
  const known = (id: string) => workflow.nodes.some((node) => node.id === id);
  if (!known(next.source) || !known(next.target)) return undefined;
  if (workflow.connections.some((other) => other !== connection && sameEnds(other, next))) return undefined;
  const connections = workflow.connections.map((other) => (other === connection ? next : other));
  const inverse = { type: "connection.set", id: change.id, ...back } as WorkflowChange;
  return { workflow: { ...workflow, connections }, inverse: [inverse] };
}

interface Patch {
  readonly set: Record<string, unknown>;
  readonly unset?: string[];
}

/** Sets and removes own keys; `back` is the patch that restores the object. */
function patch<T extends object>(before: T, set: object, unset: readonly string[] = []): { next: T; back: Patch } {
  const keys = [...Object.keys(set), ...unset];
  const had = keys.filter((key) => Object.hasOwn(before, key));
  const gained = keys.filter((key) => !Object.hasOwn(before, key));
  const next = { ...before, ...set } as Record<string, unknown>;
  for (const key of unset) delete next[key];
  const restored = Object.fromEntries(had.map((key) => [key, (before as Record<string, unknown>)[key]]));
  return { next: next as T, back: gained.length === 0 ? { set: restored } : { set: restored, unset: gained } };
}
