import { AppError, isAppError } from "./app-error";
import { formatPath } from "./issue";
import type { ConfigIssue, NodeDefinition, NodeDefinitions } from "./node-definition";
import { isResourceKind, type NodePorts, type Port } from "./port";
import type { Connection, WorkflowNode } from "./workflow";

/** A node together with what its type makes of its config. */
export interface ResolvedNode {
  readonly node: WorkflowNode;
  /** Absent when the type is not known here: the node is a placeholder. */
  readonly definition?: NodeDefinition;
  /** The parsed config; absent when the definition refuses it. */
  readonly config?: Record<string, unknown>;
  readonly ports: NodePorts;
  /** The ports are those that the connections name, of every kind: type or config are not understood. */
  readonly placeholder: boolean;
  /** Its `tool` port is connected: it runs when it is called, and has no data outputs. */
  readonly isTool: boolean;
  /** What is wrong with type or config; `field` is a path inside the config. */
  readonly problems: readonly NodeProblem[];
}

export interface NodeProblem extends ConfigIssue {
  /** Where: the config, or the type itself. */
  readonly of: "config" | "type";
  readonly issueCode: "NODE_TYPE_UNKNOWN" | "NODE_CONFIG_INVALID" | "TEMPLATE_INVALID" | "EXPRESSION_INVALID";
}

/**
 * Ports, parsed config and problems of a node. A type that is not known and a config that is refused keep the ports
 * that the node's connections name (kind `any`), so that nothing that was drawn falls off.
 */
export function resolveNode(
  node: WorkflowNode,
  definitions: NodeDefinitions,
  connections: readonly Connection[],
): ResolvedNode {
  const definition = definitions.get(node.type);
  const standIn = { node, definition, ports: placeholderPorts(node.id, connections), placeholder: true, isTool: false };
  if (definition === undefined) return { ...standIn, problems: [unknownType(node.type)] };
  const parsed = definition.config.safeParse(node.config);
  if (!parsed.success)
    return {
      ...standIn,
      problems: parsed.error.issues.map((issue) => configProblem(formatPath(issue.path), issue.message)),
    };
  const config = parsed.data;
  const problems = (definition.check?.(config) ?? []).map(checkProblem);
  try {
    const own = definition.ports(config);
    const ports = definition.catches === true ? own : withErrorPort(own, node);
    const isTool = usedAsTool(node.id, ports, connections);
    return { node, definition, config, ports: isTool ? toolPorts(ports) : ports, placeholder: false, isTool, problems };
  } catch (error) {
    const problem = portsProblem(error);
    const known = problems.some((other) => other.field === problem.field);
    return { ...standIn, problems: known ? problems : [...problems, problem] };
  }
}

function checkProblem(issue: ConfigIssue): NodeProblem {
  return { ...issue, of: "config", issueCode: issue.code ?? "NODE_CONFIG_INVALID" };
}

function usedAsTool(nodeId: string, ports: NodePorts, connections: readonly Connection[]): boolean {
  const lends = ports.outputs.filter((port) => port.kind === "tool");
  return (
    lends.length > 0 &&
    connections.some((c) => c.source === nodeId && lends.some((port) => port.name === c.sourceHandle))
  );
}

/** A tool gives its result to its caller, so it has no data outputs; what is not connected comes with the call. */
function toolPorts(ports: NodePorts): NodePorts {
  return {
    inputs: ports.inputs.map((port) => (isResourceKind(port.kind) ? port : { ...port, required: false })),
    outputs: ports.outputs.filter((port) => isResourceKind(port.kind)),
  };
}

/** With `onError: "branch"` every node has the port `error`. */
function withErrorPort(ports: NodePorts, node: WorkflowNode): NodePorts {
  if (node.policy?.onError !== "branch") return ports;
  const error: Port = {
    name: "error",
    kind: "json",
    title: "Error",
    description: "What went wrong: code, message, cause, hint.",
  };
  return { inputs: ports.inputs, outputs: [...ports.outputs, error] };
}

function placeholderPorts(nodeId: string, connections: readonly Connection[]): NodePorts {
  const named = (names: string[], many: boolean): Port[] =>
    [...new Set(names)].map((name) => ({ name, kind: "any", many }));
  return {
    inputs: named(
      connections.filter((c) => c.target === nodeId).map((c) => c.targetHandle),
      true,
    ),
    outputs: named(
      connections.filter((c) => c.source === nodeId).map((c) => c.sourceHandle),
      false,
    ),
  };
}

function unknownType(type: string): NodeProblem {
  return {
    of: "type",
    issueCode: "NODE_TYPE_UNKNOWN",
    field: "",
    message: `The node type "${type}" is not known here. It may come from a newer version or a plugin that is not installed.`,
  };
}

function configProblem(field: string, message: string): NodeProblem {
  return { of: "config", issueCode: "NODE_CONFIG_INVALID", field, message };
}

function portsProblem(error: unknown): NodeProblem {
  if (!isAppError(error)) throw error;
  const code =
    error.code === "TEMPLATE_INVALID" || error.code === "EXPRESSION_INVALID" ? error.code : "NODE_CONFIG_INVALID";
  return { of: "config", issueCode: code, field: error.field ?? "", message: error.userMessage };
}

/** The parsed config of a node that is known to be good; throws what `problems` says otherwise. */
export function requireConfig(resolved: ResolvedNode): { definition: NodeDefinition; config: Record<string, unknown> } {
  const { definition, config, problems, node } = resolved;
  if (definition !== undefined && config !== undefined) return { definition, config };
  const problem = problems[0];
  throw new AppError(
    problem?.issueCode ?? "NODE_CONFIG_INVALID",
    `${node.name ?? node.id}: ${problem?.message ?? "its settings are refused."}`,
    { field: problem?.field },
  );
}
