import type { NodeDefinitions } from "./node-definition";
import type { Port } from "./port";
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
  const inputs = followConnections(
    was.inputs,
    is.ports.inputs,
    touching.filter((c) => c.target === before.id),
    "targetHandle",
  );
  const outputs = followConnections(
    was.outputs,
    is.ports.outputs,
    touching.filter((c) => c.source === before.id),
    "sourceHandle",
  );
  return [...inputs, ...outputs];
}

function followConnections(
  before: readonly Port[],
  after: readonly Port[],
  connections: readonly Connection[],
  end: "sourceHandle" | "targetHandle",
): WorkflowChange[] {
  const renames = portRenames(
    before.map((port) => port.name),
    after.map((port) => port.name),
  );
  return connections.flatMap((connection): WorkflowChange[] => {
    const name = connection[end];
    if (after.some((port) => port.name === name)) return [];
    const renamed = renames.get(name);
    if (renamed === undefined) return [{ type: "connection.remove", id: connection.id }];
    return [{ type: "connection.set", id: connection.id, set: { [end]: renamed } }];
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
