import { agentsIn } from "./agents-in-document";
import { AppError } from "./app-error";
import { compareConnections } from "./connection";
import { isInnerPort, type Parents, parentsOf, selfAndContainers } from "./container";
import { expandAgents } from "./expand-agents";
import type { NodeDefinition, NodeDefinitions } from "./node-definition";
import { type NodeRole, roleOf } from "./node-role";
import { isResourceKind, type Port } from "./port";
import { readWorkflow } from "./read-workflow";
import { type ResolvedNode, requireConfig, resolveNode } from "./resolve-node";
import {
  type Connection,
  type Policy,
  type ResolvedPolicy,
  resolvePolicy,
  type Workflow,
  type WorkflowNode,
  workflowLimits,
} from "./workflow";

/**
 * A workflow made ready to run, or the child graph of one of its containers: configs parsed, connections indexed, roles
 * decided. Never changes.
 */
export interface Graph {
  /** The nodes of this level. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Those that a run carries out on its own, in document order. */
  readonly dataNodes: readonly GraphNode[];
  /** The graph of the container's own level. Absent for a workflow's outermost one. */
  readonly outer?: Graph;
  /** What a workflow's outermost graph says of itself. */
  readonly description?: string;
  /** Of a called workflow's outermost graph: the id or slug that the caller names it by. */
  readonly calledAs?: string;
}

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
  /**
   * Outputs that it waits for, but does not need alive: what the inputs of its tools are connected to, and what the nodes
   * inside a container read from outside.
   */
  readonly awaits: readonly OutputRef[];
  /** The child graph of a container, or the workflow that the node runs. */
  readonly inner?: Graph;
  /** What the container's `inner.result` is connected to, in its child graph. */
  readonly result?: OutputRef;
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
  /** How many containers around the reading node one has to leave to meet the other one; 0 within a level. */
  readonly up: number;
}

/** All nodes of a graph, those inside its containers too. */
export function allNodes(graph: Graph): GraphNode[] {
  return [...graph.nodes.values()].flatMap((node) => [node, ...(node.inner === undefined ? [] : allNodes(node.inner))]);
}

/**
 * Compiles a document without run issues, with what its saved agents bring; throws the first problem of a node otherwise.
 */
export function compileGraph(source: GraphSource, definitions: NodeDefinitions, depth = 0, calledAs?: string): Graph {
  const workflow = expandAgents(source, definitions, agentsIn(source));
  const connections = [...workflow.connections].sort(compareConnections);
  const incoming = groupBy(connections, (c) => c.target);
  const outgoing = groupBy(connections, (c) => c.source);
  const resolved = new Map<string, ResolvedNode>();
  for (const node of workflow.nodes) {
    const own = [...(incoming.get(node.id) ?? []), ...(outgoing.get(node.id) ?? [])];
    resolved.set(node.id, resolveNode(node, definitions, own));
  }
  const sheet: Sheet = {
    incoming,
    resolved,
    parents: parentsOf(workflow.nodes),
    children: groupBy(workflow.nodes, (node) => node.parentId ?? ""),
    drafts: new Map(),
    called: (node, id) => compileCalled(workflow, definitions, depth, node, id),
  };
  const graph = compileLevel(sheet, "", {
    description: workflow.description,
    ...(calledAs === undefined ? {} : { calledAs }),
  });
  for (const draft of sheet.drafts.values()) draft.awaits = awaitsOf(draft, sheet);
  for (const draft of sheet.drafts.values()) linkNext(draft, sheet);
  return graph;
}

/** A document, with the workflows that it calls, however deep, under `workflows`, and the agents of all of them. */
export type GraphSource = Pick<Workflow, "nodes" | "connections"> &
  Partial<Pick<Workflow, "description" | "workflows" | "agents">>;

/** What all levels of one document are compiled from. */
interface Sheet {
  readonly incoming: ReadonlyMap<string, readonly Connection[]>;
  readonly resolved: ReadonlyMap<string, ResolvedNode>;
  readonly parents: Parents;
  readonly children: ReadonlyMap<string, readonly WorkflowNode[]>;
  readonly drafts: Map<string, Draft>;
  /** The graph of the workflow that a node runs. */
  readonly called: (node: WorkflowNode, workflowId: string) => Graph;
}

type Draft = { -readonly [K in keyof GraphNode]: GraphNode[K] } & { next: string[] };

/** The nodes that stand in a container, or (`""`) on the canvas itself. */
function compileLevel(
  sheet: Sheet,
  containerId: string,
  facts: Pick<Graph, "outer" | "description" | "calledAs">,
): Graph {
  const nodes = new Map<string, Draft>();
  const dataNodes: Draft[] = [];
  const graph: Graph = { nodes, dataNodes, ...facts };
  for (const { id } of sheet.children.get(containerId) ?? []) {
    const draft = draftNode(sheet.resolved.get(id) as ResolvedNode, sheet);
    if (draft.definition.container === true) draft.inner = compileLevel(sheet, id, { outer: graph });
    const { subWorkflow } = draft.definition;
    if (subWorkflow !== undefined) draft.inner = sheet.called(draft.node, String(draft.config[subWorkflow]));
    nodes.set(id, draft);
    sheet.drafts.set(id, draft);
    if (draft.role === "data") dataNodes.push(draft);
  }
  return graph;
}

function compileCalled(
  { workflows = {}, agents }: GraphSource,
  definitions: NodeDefinitions,
  depth: number,
  node: WorkflowNode,
  id: string,
): Graph {
  const title = node.name ?? node.id;
  if (depth >= workflowLimits.mostSubWorkflowDepth)
    throw new AppError(
      "LIMIT_EXCEEDED",
      `${title}: workflows call each other at most ${workflowLimits.mostSubWorkflowDepth} deep, and never themselves.`,
    );
  const read = readWorkflow(workflows[id], definitions);
  if (read.workflow === undefined)
    throw new AppError("WORKFLOW_INVALID", `${title}: the workflow ${id} is not there. Choose another one.`);
  return compileGraph({ ...read.workflow, workflows, agents }, definitions, depth + 1, id);
}

function draftNode(resolved: ResolvedNode, sheet: Sheet): Draft {
  const { node } = resolved;
  const { definition, config } = requireConfig(resolved);
  const policy = {
    ...resolvePolicy(node.policy),
    ...(definition.catches === true ? { onError: "branch" as const } : {}),
  };
  const incoming = sheet.incoming.get(node.id) ?? [];
  const from = (port: Port) => incoming.filter((c) => c.targetHandle === port.name);
  const lenders = (port: Port) =>
    from(port)
      .map((c) => c.source)
      .filter((id) => sheet.resolved.get(id)?.node.disabled !== true);
  const dataPorts = resolved.ports.inputs.filter((port) => !isResourceKind(port.kind));
  const resourcePorts = resolved.ports.inputs.filter((port) => isResourceKind(port.kind));
  return {
    id: node.id,
    node,
    title: node.name ?? definition.title,
    definition,
    config,
    role: roleOf(resolved),
    pure: definition.pure?.(config) ?? false,
    idempotent: (node.policy as Policy | undefined)?.idempotent ?? definition.idempotent?.(config) ?? true,
    startsWith: definition.startsWith?.(config) ?? "all",
    disabled: node.disabled === true,
    policy,
    inputs: dataPorts
      .filter((port) => !isInnerPort(port.name))
      .map((port) => ({ port, from: from(port).map((c) => refOf(c, sheet)) })),
    ...innerResult(dataPorts, from),
    dataOutputs: definition
      .ports(config)
      .outputs.filter((port) => !isResourceKind(port.kind) && !isInnerPort(port.name))
      .map((port) => port.name),
    resources: Object.fromEntries(resourcePorts.map((port) => [port.name, lenders(port)])),
    awaits: [],
    next: [],
  };
}

/** What the container's `inner.result` is connected to: seen from the level inside. */
function innerResult(ports: readonly Port[], from: (port: Port) => readonly Connection[]): Pick<GraphNode, "result"> {
  const [connection] = ports.filter((port) => isInnerPort(port.name)).flatMap(from);
  if (connection === undefined) return {};
  return { result: { nodeId: connection.source, port: connection.sourceHandle, up: 0 } };
}

function refOf({ source, sourceHandle, target }: Connection, { parents }: Sheet): OutputRef {
  const levels = selfAndContainers(parents, target).slice(1);
  const at = parents.get(source);
  return { nodeId: source, port: sourceHandle, up: at === undefined ? levels.length : levels.indexOf(at) };
}

function awaitsOf(node: Draft, sheet: Sheet): OutputRef[] {
  return [...toolInputs(node, sheet), ...(node.inner === undefined ? [] : readFromOutside(node.inner, sheet))];
}

/** What the inputs of the tools that a node is lent are connected to, as the node sees it. */
function toolInputs(node: Draft, sheet: Sheet): OutputRef[] {
  const lent = Object.values(node.resources).flatMap((ids) => ids.map((id) => sheet.drafts.get(id)));
  return lent.flatMap((tool) => {
    if (tool?.role !== "tool") return [];
    const higher = depthOf(node, sheet) - depthOf(tool, sheet);
    const refs = [...tool.inputs.flatMap((input) => input.from), ...toolInputs(tool, sheet)];
    return refs.map((ref) => ({ ...ref, up: ref.up + higher }));
  });
}

/** What the nodes of a child graph, however deep, read from the container's own level or from beyond it. */
function readFromOutside(inner: Graph, sheet: Sheet): OutputRef[] {
  return [...inner.nodes.values()].flatMap((node) => {
    const draft = node as Draft;
    const refs = [...draft.inputs.flatMap((input) => input.from), ...awaitsOf(draft, sheet)];
    // What the container itself gives its items is no wait: it stands one level up, and is there when an item begins.
    return refs
      .filter((ref) => ref.up > 0 && !(isInnerPort(ref.port) && ref.up === 1))
      .map((ref) => ({ ...ref, up: ref.up - 1 }));
  });
}

function depthOf({ id }: Draft, { parents }: Sheet): number {
  return selfAndContainers(parents, id).length;
}

/** Only nodes of one level look at each other: a container stands for what is inside it. */
function linkNext(node: Draft, { drafts }: Sheet): void {
  if (node.role !== "data") return;
  const refs = [...node.inputs.flatMap((input) => input.from), ...node.awaits];
  const sources = new Set(refs.filter((ref) => ref.up === 0).map((ref) => ref.nodeId));
  for (const source of sources) drafts.get(source)?.next.push(node.id);
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
