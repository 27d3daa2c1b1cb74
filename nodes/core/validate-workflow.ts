import { canConnect } from "./connection";
import { errorIssue, type Issue } from "./issue";
import type { NodeDefinitions } from "./node-definition";
import { findPort, isResourceKind, kindsFit } from "./port";
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
    ...parentIssues(workflow),
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

function parentIssues(workflow: Workflow): Issue[] {
  const parents = new Map(workflow.nodes.map((node) => [node.id, node.parentId]));
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
    let depth = 0;
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

function connectionIssues(workflow: Workflow, resolved: ReadonlyMap<string, ResolvedNode>): Issue[] {
  const taken = new Map<string, string>();
  return workflow.connections.flatMap((connection, i) => {
    const path = `connections[${i}]`;
    const source = resolved.get(connection.source);
    const target = resolved.get(connection.target);
    const invalid = (message: string, at = path) => [errorIssue(at, "CONNECTION_INVALID", message)];
    if (source === undefined)
      return invalid(
        `There is no node ${connection.source}. Remove this connection, or add the node.`,
        `${path}.source`,
      );
    if (target === undefined)
      return invalid(
        `There is no node ${connection.target}. Remove this connection, or add the node.`,
        `${path}.target`,
      );
    const output = findPort(source.ports.outputs, connection.sourceHandle);
    const input = findPort(target.ports.inputs, connection.targetHandle);
    if (output === undefined)
      return invalid(unknownPort(source, "output", connection.sourceHandle), `${path}.sourceHandle`);
    if (input === undefined)
      return invalid(unknownPort(target, "input", connection.targetHandle), `${path}.targetHandle`);
    const fit = source.placeholder || target.placeholder ? ({ ok: true } as const) : kindsFit(output.kind, input.kind);
    if (!fit.ok) return invalid(fit.reason);
    const key = `${connection.target} ${connection.targetHandle}`;
    const other = taken.get(key);
    if (input.many !== true && other !== undefined) {
      const way = isResourceKind(input.kind)
        ? "Remove one of them."
        : "Remove one of them, or put a merge node before the port.";
      return invalid(
        `The input ${connection.targetHandle} of ${connection.target} is connected already (${other}) and takes one connection. ${way}`,
      );
    }
    taken.set(key, connection.id);
    return [];
  });
}

function unknownPort(node: ResolvedNode, side: "input" | "output", name: string): string {
  const ports = side === "input" ? node.ports.inputs : node.ports.outputs;
  const has =
    ports.length === 0 ? `it has no ${side}s` : `its ${side}s are ${ports.map((port) => port.name).join(", ")}`;
  if (node.isTool && side === "output")
    return `The node ${node.node.id} is used as a tool, so it has no output ${name}: its result goes to its caller.`;
  return `The node ${node.node.id} has no ${side} ${name}; ${has}.`;
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
 * the graph is acyclic. Iterative and linear, so that a hostile document costs no stack and no time.
 */
export function closingConnections(workflow: Pick<Workflow, "nodes" | "connections">): number[] {
  const leaving = new Map<string, number[]>(workflow.nodes.map((node) => [node.id, []]));
  workflow.connections.forEach((connection, i) => {
    if (leaving.has(connection.target)) leaving.get(connection.source)?.push(i);
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
      const target = (workflow.connections[index] as Workflow["connections"][number]).target;
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
  return canConnect({ portsOf: (id) => resolved.get(id)?.ports, connections: workflow.connections }, ends);
}
