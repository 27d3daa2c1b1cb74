import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { type ResolvedNode, resolveNode } from "@/nodes/core/resolve-node";
import type { Connection, Workflow, WorkflowNode } from "@/nodes/core/workflow";

export type ResolvedNodes = ReadonlyMap<string, ResolvedNode>;

const noConnections: readonly Connection[] = [];

/**
 * `resolveNodes` for a document that changes little at a time: a node whose type, config, policy and connections are
 * the same objects as before keeps its ports and problems, so that moving a node resolves nothing.
 */
export class ResolvedCache {
  readonly #definitions: NodeDefinitions;
  #connections: readonly Connection[] = noConnections;
  #touching = new Map<string, readonly Connection[]>();
  #nodes: readonly WorkflowNode[] = [];
  #resolved: ResolvedNodes = new Map();

  constructor(definitions: NodeDefinitions) {
    this.#definitions = definitions;
  }

  /** The connections of one node, in document order. */
  touching(nodeId: string): readonly Connection[] {
    return this.#touching.get(nodeId) ?? noConnections;
  }

  resolve(workflow: Pick<Workflow, "nodes" | "connections">): ResolvedNodes {
    if (workflow.nodes === this.#nodes && workflow.connections === this.#connections) return this.#resolved;
    const before = this.#touching;
    if (workflow.connections !== this.#connections) this.#touching = touchingOf(workflow.connections, before);
    const resolved = new Map(
      workflow.nodes.map((node) => {
        const hasSameConnections = before.get(node.id) === this.#touching.get(node.id);
        return [node.id, this.#resolveOne(node, hasSameConnections)];
      }),
    );
    this.#nodes = workflow.nodes;
    this.#connections = workflow.connections;
    this.#resolved = resolved;
    return resolved;
  }

  #resolveOne(node: WorkflowNode, hasSameConnections: boolean): ResolvedNode {
    const old = this.#resolved.get(node.id);
    if (old !== undefined && hasSameConnections) {
      if (old.node === node) return old;
      const { type, config, policy } = old.node;
      if (type === node.type && config === node.config && policy === node.policy) return { ...old, node };
    }
    return resolveNode(node, this.#definitions, this.touching(node.id));
  }
}

/** Lists that hold the same connections as before stay the same list. */
function touchingOf(connections: readonly Connection[], before: ReadonlyMap<string, readonly Connection[]>) {
  const touching = new Map<string, Connection[]>();
  for (const connection of connections) {
    const ends = connection.source === connection.target ? [connection.source] : [connection.source, connection.target];
    for (const id of ends) {
      const list = touching.get(id);
      if (list === undefined) touching.set(id, [connection]);
      else list.push(connection);
    }
  }
  return new Map<string, readonly Connection[]>(
    [...touching].map(([id, list]) => {
      const old = before.get(id);
      const isSameList = old !== undefined && old.length === list.length && old.every((one, i) => one === list[i]);
      return [id, isSameList ? old : list];
    }),
  );
}
