import { canConnect } from "./connection";
import { connectionIssues } from "./connection-issues";
import { parentsOf, reachOf } from "./container";
import { errorIssue, type Issue } from "./issue";
import type { NodeDefinitions } from "./node-definition";
import { type ResolvedNode, resolveNode } from "./resolve-node";
import { type Workflow, workflowLimits } from "./workflow";

/** Every node resolved, by id: what validation, the canvas and the inspector read ports and problems from. */
export function resolveNodes(
  workflow: Pick<Workflow, "nodes" | "connections">,
  definitions: NodeDefinitions,
): Map<string, ResolvedNode> {
  const touching = new Map<string, Workflow["connections"]>();
  for (const connection of workflow.connections) {
    for (const id of new Set([connection.source, connection.target])) {
      const list = touching.get(id);
      if (list === undefined) touching.set(id, [connection]);
      else list.push(connection);
    }
  }
  return new Map(workflow.nodes.map((node) => [node.id, resolveNode(node, definitions, touching.get(node.id) ?? [])]));
}

/**
 * The document issues that the schema cannot see: they refuse storage. Duplicate ids, connections without an end or a
 * port, kinds that do not fit, a port that is full, circles, parents that are none.
 */
export function documentIssues(
  workflow: Workflow,
  definitions: NodeDefinitions,
  resolved = resolveNodes(workflow, definitions),
): Issue[] {
  return [
    ...duplicateIssues(workflow),
    ...parentIssues(workflow, definitions),
    ...connectionIssues(workflow, resolved),
    ...cycleIssues(workflow),
  ];
}

function duplicateIssues(workflow: Workflow): Issue[] {
  return [...duplicatesOf("nodes", workflow.nodes), ...duplicatesOf("connections", workflow.connections)];
}

function duplicatesOf(list: "nodes" | "connections", items: readonly { readonly id: string }[]): Issue[] {
  const seen = new Set<string>();
  const code = list === "nodes" ? "WORKFLOW_INVALID" : "CONNECTION_INVALID";
  return items.flatMap((item, i) => {
    if (!seen.has(item.id)) {
      seen.add(item.id);
      return [];
    }
    const nodeId = list === "nodes" ? item.id : undefined;
    return [errorIssue(`${list}[${i}].id`, code, `The id ${item.id} is used twice. Give this one another id.`, nodeId)];
  });
}

function parentIssues(workflow: Workflow, definitions: NodeDefinitions): Issue[] {
  const parents = parentsOf(workflow.nodes);
  const typeOf = new Map(workflow.nodes.map((node) => [node.id, node.type]));
  const around = new Set(parents.values());
  const isContainer = (id: string) => around.has(id) || definitions.get(typeOf.get(id) ?? "")?.container === true;
  return workflow.nodes.flatMap((node, i) => {
    if (node.parentId === undefined) return [];
    const path = `nodes[${i}].parentId`;
    if (!parents.has(node.parentId))
      return [
        errorIssue(
          path,
          "WORKFLOW_INVALID",
          `There is no node ${node.parentId} to stand in. Remove parentId, or add that container.`,
          node.id,
        ),
      ];
    const parent = definitions.get(typeOf.get(node.parentId) ?? "");
    if (parent !== undefined && parent.container !== true)
      return [
        errorIssue(
          path,
          "WORKFLOW_INVALID",
          `${node.parentId} is of the type ${parent.type}, in which no node can stand. Remove parentId, or name a container.`,
          node.id,
        ),
      ];
    let depth = isContainer(node.id) ? 1 : 0;
    for (let id = node.parentId as string | undefined; id !== undefined; id = parents.get(id)) {
      depth += 1;
      if (depth > workflowLimits.containerDepth) {
        return [
          errorIssue(
            path,
            "LIMIT_EXCEEDED",
            `Containers nest at most ${workflowLimits.containerDepth} deep, and never stand in each other.`,
            node.id,
          ),
        ];
      }
    }
    return [];
  });
}

function cycleIssues(workflow: Workflow): Issue[] {
  return closingConnections(workflow).map((i) => {
    const source = workflow.connections[i]?.source;
    return errorIssue(
      `connections[${i}]`,
      "GRAPH_CYCLE",
      `This connection closes a circle: ${source} would wait for itself. Remove it; to repeat work, use a loop container.`,
    );
  });
}

/**
 * Indexes of the connections that close a circle: the back edges of a depth-first walk in document order. Without them
 * the graph is acyclic, inside of containers too: a connection into a container makes the container itself wait. Iterative
 * and linear, so that a hostile document costs no stack and no time.
 */
export function closingConnections(workflow: Pick<Workflow, "nodes" | "connections">): number[] {
  const leaving = new Map<string, number[]>(workflow.nodes.map((node) => [node.id, []]));
  const parents = parentsOf(workflow.nodes);
  const waits = workflow.connections.map((connection) => {
    const reach = reachOf(parents, connection);
    return "orders" in reach ? reach.orders?.[1] : undefined;
  });
  workflow.connections.forEach((connection, i) => {
    if (leaving.has(waits[i] ?? "")) leaving.get(connection.source)?.push(i);
  });
  const state = new Map<string, "open" | "done">();
  const closing: number[] = [];
  for (const start of leaving.keys()) {
    if (state.has(start)) continue;
    const walk = [{ id: start, at: 0 }];
    state.set(start, "open");
    for (let top = walk.at(-1); top !== undefined; top = walk.at(-1)) {
      const index = leaving.get(top.id)?.[top.at++];
      if (index === undefined) {
        state.set(top.id, "done");
        walk.pop();
        continue;
      }
      const target = waits[index] as string;
      if (state.get(target) === "open") closing.push(index);
      else if (!state.has(target)) {
        state.set(target, "open");
        walk.push({ id: target, at: 0 });
      }
    }
  }
  return closing.sort((a, b) => a - b);
}

/** Whether these ends may be connected in this document: `canConnect` over its resolved nodes. */
export function canConnectIn(
  workflow: Workflow,
  resolved: ReadonlyMap<string, ResolvedNode>,
  ends: Parameters<typeof canConnect>[1],
) {
  return canConnect(
    {
      portsOf: (id) => resolved.get(id)?.ports,
      parents: parentsOf(workflow.nodes),
      isPlaceholder: (id) => resolved.get(id)?.placeholder === true,
      connections: workflow.connections,
    },
    ends,
  );
}
