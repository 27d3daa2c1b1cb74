import { NewIds } from "@/components/workflow-store/new-ids";
import type { NodeDefinition, NodeDefinitions } from "@/nodes/core/node-definition";
import { kindsFit, type Port, type PortKind } from "@/nodes/core/port";
import { resolveNode } from "@/nodes/core/resolve-node";
import { canConnectIn, resolveNodes } from "@/nodes/core/validate-workflow";
import type { Connection, Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import type { PortEnd } from "./fitting-ports";
import { endsOf } from "./fitting-ports";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface NewNode {
  readonly nodeId: string;
  readonly changes: readonly WorkflowChange[];
}

/**
 * Adds a node as its definition begins; `connectTo` connects its first port that fits. `position`: as seen from the
 * container `parentId`, if it stands in one.
 */
export function newNode(
  workflow: Workflow,
  definitions: NodeDefinitions,
  definition: NodeDefinition,
  position: Point,
  connectTo?: PortEnd,
  parentId?: string,
): NewNode {
  const ids = new NewIds(workflow);
  const node: WorkflowNode = {
    ...nodeOf(definition, ids.node(definition.type), position),
    ...(parentId === undefined ? {} : { parentId }),
  };
  const add: WorkflowChange = { type: "node.add", node };
  if (connectTo === undefined) return { nodeId: node.id, changes: [add] };
  const { workflow: next } = applyChanges(workflow, [add]);
  const connection = firstConnection(next, definitions, connectTo, node.id, ids);
  return { nodeId: node.id, changes: connection === undefined ? [add] : [add, { type: "connection.add", connection }] };
}

/** Config is copied: the definition's own object must never get into a document that changes. */
function nodeOf(definition: NodeDefinition, id: string, position: Point): WorkflowNode {
  const rounded = { x: Math.round(position.x), y: Math.round(position.y) };
  const config = structuredClone(definition.initialConfig) as Record<string, unknown>;
  const version = definition.version > 1 ? { configVersion: definition.version } : {};
  return { id, type: definition.type, position: rounded, config, ...version };
}

function firstConnection(
  workflow: Workflow,
  definitions: NodeDefinitions,
  from: PortEnd,
  nodeId: string,
  ids: NewIds,
): Connection | undefined {
  const resolved = resolveNodes(workflow, definitions);
  const ports = resolved.get(nodeId)?.ports;
  for (const port of (from.side === "output" ? ports?.inputs : ports?.outputs) ?? []) {
    const to: PortEnd = { nodeId, port: port.name, side: from.side === "output" ? "input" : "output" };
    const ends = endsOf(from, to);
    if (canConnectIn(workflow, resolved, ends).ok) return { id: ids.connection(), ...ends };
  }
  return undefined;
}

/** Whether a new node of this type would have a port for a connection from a port of this kind. */
export function hasFittingPort(definition: NodeDefinition, kind: PortKind, side: PortEnd["side"]): boolean {
  const { ports } = resolveNode(
    nodeOf(definition, "new", { x: 0, y: 0 }),
    new Map([[definition.type, definition]]),
    [],
  );
  const fits = (port: Port) => (side === "output" ? kindsFit(kind, port.kind) : kindsFit(port.kind, kind)).ok;
  return (side === "output" ? ports.inputs : ports.outputs).some(fits);
}

/**
 * Puts a node that is in the document into the middle of a connection: what flowed along it goes through the node.
 * Undefined when a side does not fit.
 */
export function insertChanges(
  workflow: Workflow,
  definitions: NodeDefinitions,
  connectionId: string,
  nodeId: string,
): readonly WorkflowChange[] | undefined {
  const connection = workflow.connections.find(({ id }) => id === connectionId);
  if (connection === undefined || connection.source === nodeId || connection.target === nodeId) return undefined;
  const removal: WorkflowChange = { type: "connection.remove", id: connectionId };
  const ids = new NewIds(workflow);
  let next = applyChanges(workflow, [removal]).workflow;
  const source: PortEnd = { nodeId: connection.source, port: connection.sourceHandle, side: "output" };
  const target: PortEnd = { nodeId: connection.target, port: connection.targetHandle, side: "input" };
  const changes: WorkflowChange[] = [removal];
  for (const end of [source, target]) {
    const added = firstConnection(next, definitions, end, nodeId, ids);
    if (added === undefined) return undefined;
    const order = end === target && connection.order !== undefined ? { order: connection.order } : {};
    const change: WorkflowChange = { type: "connection.add", connection: { ...added, ...order } };
    changes.push(change);
    next = applyChanges(next, [change]).workflow;
  }
  return changes;
}
