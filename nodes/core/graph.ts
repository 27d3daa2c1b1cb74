import { compareConnections } from "./connection";
import type { NodeDefinition, NodeDefinitions } from "./node-definition";
import { isResourceKind, type Port } from "./port";
import { type ResolvedNode, requireConfig, resolveNode } from "./resolve-node";
import {
  type Connection,
  type Policy,
  type ResolvedPolicy,
  resolvePolicy,
  type Workflow,
  type WorkflowNode,
} from "./workflow";

/** A workflow made ready to run: configs parsed, connections indexed, roles decided. Never changes. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The nodes that a run carries out on its own, in document order. */
  readonly dataNodes: readonly GraphNode[];
}

/**
 * `data` runs when its inputs are there; `resource` and `tool` are used by the node that they are connected to;
 * `decoration` is for people.
 */
export type NodeRole = "data" | "resource" | "tool" | "decoration";

export interface GraphNode {
  readonly id: string;
  readonly node: WorkflowNode;
  readonly title: string;
  readonly definition: NodeDefinition;
  readonly config: Record<string, unknown>;
  readonly role: NodeRole;
  readonly pure: boolean;
  readonly idempotent: boolean;
  readonly startsWith: "all" | "first";
  readonly disabled: boolean;
  readonly policy: ResolvedPolicy;
  /** Every data input port, with the outputs that it is connected to in order. */
  readonly inputs: readonly GraphInput[];
  /** Names of the data outputs (in tool mode too: they make the tool's result). */
  readonly dataOutputs: readonly string[];
  /** Nodes that lend something, by resource port. Disabled ones are left out. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Outputs that the inputs of its tools are connected to: it waits for them, but does not need them alive. */
  readonly toolInputs: readonly OutputRef[];
  /** Data nodes to look at when this one has ended. */
  readonly next: readonly string[];
}

export interface GraphInput {
  readonly port: Port;
  readonly from: readonly OutputRef[];
}

export interface OutputRef {
  readonly nodeId: string;
  readonly port: string;
}

/** Compiles a document without run issues; throws the first problem of a node otherwise. */
export function compileGraph(workflow: Pick<Workflow, "nodes" | "connections">, definitions: NodeDefinitions): Graph {
  const connections = [...workflow.connections].sort(compareConnections);
  const incoming = groupBy(connections, (c) => c.target);
  const outgoing = groupBy(connections, (c) => c.source);
  const resolved = new Map<string, ResolvedNode>();
  for (const node of workflow.nodes) {
    if (node.parentId !== undefined) continue;
    const own = [...(incoming.get(node.id) ?? []), ...(outgoing.get(node.id) ?? [])];
    resolved.set(node.id, resolveNode(node, definitions, own));
  }
  const drafts = new Map<string, Draft>();
  for (const [id, one] of resolved) drafts.set(id, draftNode(one, incoming.get(id) ?? [], resolved));
  for (const draft of drafts.values()) draft.toolInputs = collectToolInputs(draft, drafts);
  linkNext(drafts);
  return { nodes: drafts, dataNodes: [...drafts.values()].filter((node) => node.role === "data") };
}

type Draft = { -readonly [K in keyof GraphNode]: GraphNode[K] } & { next: string[] };

function draftNode(
  resolved: ResolvedNode,
  incoming: readonly Connection[],
  all: ReadonlyMap<string, ResolvedNode>,
): Draft {
  const { node } = resolved;
  const { definition, config } = requireConfig(resolved);
  const policy = resolvePolicy(node.policy);
  const from = (port: Port) => incoming.filter((c) => c.targetHandle === port.name);
  const lenders = (port: Port) =>
    from(port)
      .map((c) => c.source)
      .filter((id) => all.get(id)?.node.disabled !== true);
  const dataPorts = resolved.ports.inputs.filter((port) => !isResourceKind(port.kind));
  const resourcePorts = resolved.ports.inputs.filter((port) => isResourceKind(port.kind));
  return {
    id: node.id,
    node,
    title: node.name ?? definition.title,
    definition,
    config,
    role: roleOf(resolved, definition),
    pure: definition.pure?.(config) ?? false,
    idempotent: (node.policy as Policy | undefined)?.idempotent ?? definition.idempotent?.(config) ?? true,
    startsWith: definition.startsWith?.(config) ?? "all",
    disabled: node.disabled === true,
    policy,
    inputs: dataPorts.map((port) => ({
      port,
      from: from(port).map((c) => ({ nodeId: c.source, port: c.sourceHandle })),
    })),
    dataOutputs: definition
      .ports(config)
      .outputs.filter((port) => !isResourceKind(port.kind))
      .map((port) => port.name),
    resources: Object.fromEntries(resourcePorts.map((port) => [port.name, lenders(port)])),
    toolInputs: [],
    next: [],
  };
}

function roleOf(resolved: ResolvedNode, definition: NodeDefinition): NodeRole {
  if (definition.decoration === true) return "decoration";
  if (resolved.isTool) return "tool";
  const { outputs } = resolved.ports;
  return outputs.length > 0 && outputs.every((port) => isResourceKind(port.kind)) ? "resource" : "data";
}

function collectToolInputs(node: Draft, all: ReadonlyMap<string, Draft>): OutputRef[] {
  const lent = Object.values(node.resources)
    .flat()
    .map((id) => all.get(id))
    .filter((one) => one !== undefined && one.role === "tool");
  return (lent as Draft[]).flatMap((tool) => [
    ...tool.inputs.flatMap((input) => input.from),
    ...collectToolInputs(tool, all),
  ]);
}

function linkNext(all: ReadonlyMap<string, Draft>): void {
  for (const node of all.values()) {
    if (node.role !== "data") continue;
    const sources = new Set(
      [...node.inputs.flatMap((input) => input.from), ...node.toolInputs].map((ref) => ref.nodeId),
    );
    for (const source of sources) all.get(source)?.next.push(node.id);
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
