import type { NodeDefinitions } from "./node-definition";
import { findPort, kindsFit, type Port } from "./port";
import { resolveNode } from "./resolve-node";
import type { Connection, Policy, Workflow, WorkflowNode } from "./workflow";
import type { WorkflowChange } from "./workflow-change";

/**
 * The changes that set keys of a node's config and keep the document valid: where a port was renamed its connections
 * move along, where one is gone they are removed. One undoable change.
 */
export function changeConfig(
  workflow: Workflow,
  definitions: NodeDefinitions,
  nodeId: string,
  set: Record<string, unknown>,
  unset?: string[],
): WorkflowChange[] {
  const before = workflow.nodes.find((node) => node.id === nodeId);
  if (before === undefined) return [];
  const config = { ...before.config, ...set };
  for (const key of unset ?? []) delete config[key];
  const change: WorkflowChange = { type: "node.config", id: nodeId, set, ...(unset === undefined ? {} : { unset }) };
  return [change, ...followPorts(workflow, definitions, before, { ...before, config })];
}

/** The same for a node's policy: taking `onError: "branch"` away takes the `error` port's connections along. */
export function changePolicy(
  workflow: Workflow,
  definitions: NodeDefinitions,
  nodeId: string,
  policy: Policy | undefined,
): WorkflowChange[] {
  const before = workflow.nodes.find((node) => node.id === nodeId);
  if (before === undefined) return [];
  const change: WorkflowChange =
    policy === undefined
      ? { type: "node.set", id: nodeId, set: {}, unset: ["policy"] }
      : { type: "node.set", id: nodeId, set: { policy } };
  const { policy: _, ...rest } = before;
  return [change, ...followPorts(workflow, definitions, before, policy === undefined ? rest : { ...rest, policy })];
}

function followPorts(
  workflow: Workflow,
  definitions: NodeDefinitions,
  before: WorkflowNode,
  after: WorkflowNode,
): WorkflowChange[] {
  const touching = workflow.connections.filter((c) => c.source === before.id || c.target === before.id);
  const was = resolveNode(before, definitions, touching).ports;
  const is = resolveNode(after, definitions, touching);
  if (is.placeholder) return [];
  const fits = fitsOtherEnd(workflow, definitions);
  const inputs = followConnections(
    was.inputs,
    is.ports.inputs,
    touching.filter((c) => c.target === before.id),
    "targetHandle",
    (c, port) => fits(c.source, "outputs", c.sourceHandle, port),
  );
  const outputs = followConnections(
    was.outputs,
    is.ports.outputs,
    touching.filter((c) => c.source === before.id),
    "sourceHandle",
    (c, port) => fits(c.target, "inputs", c.targetHandle, port),
  );
  return [...inputs, ...outputs];
}

/** Whether a port still fits what stands at the other end of its connection: a config may change a port's kind. */
function fitsOtherEnd(workflow: Workflow, definitions: NodeDefinitions) {
  return (nodeId: string, side: "inputs" | "outputs", name: string, own: Port): boolean => {
    const node = workflow.nodes.find((one) => one.id === nodeId);
    if (node === undefined) return true;
    const touching = workflow.connections.filter((c) => c.source === nodeId || c.target === nodeId);
    const other = resolveNode(node, definitions, touching);
    const port = findPort(other.ports[side], name);
    if (other.placeholder || port === undefined) return true;
    return side === "outputs" ? kindsFit(port.kind, own.kind).ok : kindsFit(own.kind, port.kind).ok;
  };
}

function followConnections(
  before: readonly Port[],
  after: readonly Port[],
  connections: readonly Connection[],
  end: "sourceHandle" | "targetHandle",
  fits: (connection: Connection, port: Port) => boolean,
): WorkflowChange[] {
  const renames = portRenames(
    before.map((port) => port.name),
    after.map((port) => port.name),
  );
  return connections.flatMap((connection): WorkflowChange[] => {
    const name = connection[end];
    const port = findPort(after, name) ?? findPort(after, renames.get(name) ?? name);
    if (port === undefined || !fits(connection, port)) return [{ type: "connection.remove", id: connection.id }];
    return port.name === name ? [] : [{ type: "connection.set", id: connection.id, set: { [end]: port.name } }];
  });
}

/**
 * Which names were renamed to which: as many gone as new ones means that each gone name became the new one in its
 * place. Otherwise something was added or removed, and nothing was renamed.
 */
export function portRenames(before: readonly string[], after: readonly string[]): Map<string, string> {
  const gone = before.filter((name) => !after.includes(name));
  const fresh = after.filter((name) => !before.includes(name));
  if (gone.length !== fresh.length) return new Map();
  return new Map(gone.map((name, i) => [name, fresh[i] as string]));
}
