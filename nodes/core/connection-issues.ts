import { type Parents, parentsOf, reachOf } from "./container";
import { errorIssue, type Issue } from "./issue";
import { isResourceKind, kindsFit, listPorts, type Port } from "./port";
import type { ResolvedNode } from "./resolve-node";
import type { Connection, Workflow } from "./workflow";

/** Connections without an end or a port, of kinds that do not fit, into a port that is full, or there twice. */
export function connectionIssues(workflow: Workflow, resolved: ReadonlyMap<string, ResolvedNode>): Issue[] {
  const ports = new Map<string, PortIndex>();
  const portsOf = (node: ResolvedNode) => {
    const known = ports.get(node.node.id) ?? indexPorts(node);
    ports.set(node.node.id, known);
    return known;
  };
  const taken = new Map<string, string>();
  const parents = parentsOf(workflow.nodes);
  return workflow.connections.flatMap((connection, i) => {
    const found = findEnds(connection, resolved, portsOf);
    if ("problem" in found) return [invalid(`connections[${i}]${found.at}`, found.problem)];
    const problem = misfit(found) ?? strays(parents, connection) ?? alreadyThere(connection, found.input, taken);
    return problem === undefined ? [] : [invalid(`connections[${i}]`, problem)];
  });
}

interface PortIndex {
  readonly inputs: ReadonlyMap<string, Port>;
  readonly outputs: ReadonlyMap<string, Port>;
}

/** A hostile document has thousands of ports on one node: looking through a list would take their square. */
function indexPorts({ ports }: ResolvedNode): PortIndex {
  const index = (list: readonly Port[]) => new Map(list.toReversed().map((port) => [port.name, port]));
  return { inputs: index(ports.inputs), outputs: index(ports.outputs) };
}

interface Ends {
  readonly source: ResolvedNode;
  readonly target: ResolvedNode;
  readonly output: Port;
  readonly input: Port;
}

function findEnds(
  connection: Connection,
  resolved: ReadonlyMap<string, ResolvedNode>,
  portsOf: (node: ResolvedNode) => PortIndex,
): Ends | { readonly at: string; readonly problem: string } {
  const source = resolved.get(connection.source);
  const target = resolved.get(connection.target);
  if (source === undefined) return { at: ".source", problem: noNode(connection.source) };
  if (target === undefined) return { at: ".target", problem: noNode(connection.target) };
  const output = portsOf(source).outputs.get(connection.sourceHandle);
  const input = portsOf(target).inputs.get(connection.targetHandle);
  if (output === undefined)
    return { at: ".sourceHandle", problem: unknownPort(source, "output", connection.sourceHandle) };
  if (input === undefined)
    return { at: ".targetHandle", problem: unknownPort(target, "input", connection.targetHandle) };
  return { source, target, output, input };
}

function noNode(id: string): string {
  return `There is no node ${id}. Remove this connection, or add the node.`;
}

function unknownPort(node: ResolvedNode, side: "input" | "output", name: string): string {
  if (node.isTool && side === "output")
    return `The node ${node.node.id} is used as a tool, so it has no output ${name}: its result goes to its caller.`;
  const ports = side === "input" ? node.ports.inputs : node.ports.outputs;
  const has = ports.length === 0 ? `it has no ${side}s` : `its ${side}s are ${listPorts(ports)}`;
  return `The node ${node.node.id} has no ${side} ${name}; ${has}.`;
}

/** What the ports of a placeholder take and give is not known. */
function misfit({ source, target, output, input }: Ends): string | undefined {
  if (source.placeholder || target.placeholder) return undefined;
  const fit = kindsFit(output.kind, input.kind);
  return fit.ok ? undefined : fit.reason;
}

function strays(parents: Parents, connection: Connection): string | undefined {
  const reach = reachOf(parents, connection);
  return "problem" in reach ? reach.problem : undefined;
}

function alreadyThere(connection: Connection, input: Port, taken: Map<string, string>): string | undefined {
  const { source, sourceHandle, target, targetHandle } = connection;
  const place = input.many === true ? [target, targetHandle, source, sourceHandle] : [target, targetHandle];
  const key = JSON.stringify(place);
  const other = taken.get(key);
  taken.set(key, connection.id);
  if (other === undefined) return undefined;
  if (input.many === true) return `These two ports are connected already (${other}). Remove one of the connections.`;
  const way = isResourceKind(input.kind)
    ? "Remove one of them."
    : "Remove one of them, or put a merge node before the port.";
  return `The input ${targetHandle} of ${target} is connected already (${other}) and takes one connection. ${way}`;
}

function invalid(path: string, message: string): Issue {
  return errorIssue(path, "CONNECTION_INVALID", message);
}
