import type { Connection, Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { type JsonDifference, jsonDifferences } from "./json-difference";

/** What differs between the documents that two runs were frozen with. Where nodes stand and what they are called counts for nothing. */
export interface DocumentDifference {
  readonly settings: readonly JsonDifference[];
  /** Nodes that both have and that are set differently, by id. */
  readonly nodes: ReadonlyMap<string, readonly JsonDifference[]>;
  readonly onlyA: { readonly nodes: readonly WorkflowNode[]; readonly connections: readonly Connection[] };
  readonly onlyB: { readonly nodes: readonly WorkflowNode[]; readonly connections: readonly Connection[] };
}

export function documentDifference(a: Workflow, b: Workflow): DocumentDifference {
  const nodesA = new Map(a.nodes.map((node) => [node.id, node]));
  const nodesB = new Map(b.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, readonly JsonDifference[]>();
  for (const [id, node] of nodesA) {
    const other = nodesB.get(id);
    if (other === undefined) continue;
    const { list } = jsonDifferences(whatCounts(node), whatCounts(other));
    if (list.length > 0) nodes.set(id, list);
  }
  return {
    settings: jsonDifferences(a.settings, b.settings).list,
    nodes,
    onlyA: without(a, nodesB, b.connections),
    onlyB: without(b, nodesA, a.connections),
  };
}

/** How many things differ: each setting, each node, each connection. */
export function countDifferences({ settings, nodes, onlyA, onlyB }: DocumentDifference): number {
  const lone = [onlyA, onlyB].reduce((sum, one) => sum + one.nodes.length + one.connections.length, 0);
  return settings.length + nodes.size + lone;
}

/** The config stands at the top, so that a place in it is named as its field is. */
function whatCounts({ type, config, parentId, disabled, policy, pinned, configVersion }: WorkflowNode): object {
  const isOn = disabled === true ? true : undefined;
  return { ...config, ...named({ type, parentId, disabled: isOn, policy, pinned, configVersion }) };
}

/** Beside fields of the config, which may be called the same. */
function named(values: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`node · ${name}`, value]));
}

function without(
  { nodes, connections }: Workflow,
  others: ReadonlyMap<string, WorkflowNode>,
  otherConnections: readonly Connection[],
) {
  const known = new Set(otherConnections.map(wayOf));
  return {
    nodes: nodes.filter(({ id }) => !others.has(id)),
    connections: connections.filter((connection) => !known.has(wayOf(connection))),
  };
}

function wayOf({ source, sourceHandle, target, targetHandle }: Connection): string {
  return `${source} ${sourceHandle} ${target} ${targetHandle}`;
}
