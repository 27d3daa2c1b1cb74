import { type AgentsByName, agentsIn, delegates, namedAgent } from "./agents-in-document";
import type { ErrorCode } from "./app-error";
import { capabilityWarnings } from "./capability-warnings";
import { expandAgents, hiddenMark, visibleNodeId } from "./expand-agents";
import { errorIssue, type Issue, warningIssue } from "./issue";
import { missingModel } from "./missing-model";
import type { NodeDefinitions } from "./node-definition";
import type { ResolvedNode } from "./resolve-node";
import type { RunSurroundings } from "./run-surroundings";
import type { SavedAgent } from "./saved-agent";
import { resolveNodes } from "./validate-workflow";
import { type Workflow, workflowLimits } from "./workflow";

/**
 * What is wrong with the saved agents that nodes use, each at its node: agents that are not there or disabled, circles of them,
 * what they bring that cannot run here, and what their models cannot do.
 */
export function agentIssues(workflow: Workflow, definitions: NodeDefinitions, around: RunSurroundings): Issue[] {
  const agents = around.agents ?? (workflow.agents === undefined ? undefined : agentsIn(workflow));
  const places = new Map(workflow.nodes.map((node, i) => [node.id, `nodes[${i}]`]));
  const refused = agents === undefined ? [] : refusedAgents(workflow, agents, places, around);
  const expanded = expandAgents(workflow, definitions, agents ?? new Map());
  return [
    ...refused,
    ...(expanded === workflow ? [] : broughtIssues(expanded, definitions, around, places)),
    ...capabilityWarnings(expanded, definitions, around, places),
  ];
}

function refusedAgents(
  workflow: Workflow,
  agents: AgentsByName,
  places: ReadonlyMap<string, string>,
  around: RunSurroundings,
): Issue[] {
  return workflow.nodes.flatMap((node) => {
    const name = namedAgent(node);
    const problem = name === undefined ? undefined : problemOf(name, agents, around.mostCallDepth);
    if (problem === undefined) return [];
    return [errorIssue(`${places.get(node.id)}.config.agent`, problem.code, problem.message, node.id)];
  });
}

interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What keeps an agent, or one that it calls, from running. */
function problemOf(
  name: string,
  agents: AgentsByName,
  most: number = workflowLimits.subWorkflowDepth,
  way: readonly SavedAgent[] = [],
): Problem | undefined {
  const caller = way.at(-1);
  const agent = agents.get(name);
  if (agent === undefined)
    return {
      code: "NOT_FOUND",
      message:
        caller === undefined
          ? `There is no agent "${name}" here. Choose another one, or write instructions in this node.`
          : `${caller.name} may call the agent "${name}", which is not there. Take it out of the tools of ${caller.name}.`,
    };
  if (agent.status === "disabled")
    return {
      code: "FORBIDDEN",
      message: `The agent ${agent.name} is disabled. Enable it on its page, or choose another one.`,
    };
  if (way.some(({ id }) => id === agent.id))
    return {
      code: "GRAPH_CYCLE",
      message: `${caller?.name} may call ${agent.name}, which is already at work: agents cannot call each other in a circle. Take one out of the tools of the other.`,
    };
  if (way.length >= most)
    return {
      code: "LIMIT_EXCEEDED",
      message: `Agents call each other more than ${most} deep at ${agent.name} (HEDDLE_MAX_CALL_DEPTH).`,
    };
  for (const id of delegates(agent)) {
    const problem = problemOf(id, agents, most, [...way, agent]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Findings of hidden nodes, told at the node that brings them. */
function broughtIssues(
  expanded: Workflow,
  definitions: NodeDefinitions,
  around: RunSurroundings,
  places: ReadonlyMap<string, string>,
): Issue[] {
  const hidden = expanded.nodes.filter(({ id }) => id.includes(hiddenMark));
  const ids = new Set(hidden.map(({ id }) => id));
  const connections = expanded.connections.filter(({ source, target }) => ids.has(source) || ids.has(target));
  return [...resolveNodes({ nodes: hidden, connections }, definitions).values()].flatMap((one) => {
    const nodeId = visibleNodeId(one.node.id);
    const at = `${places.get(nodeId)}.config.agent`;
    const title = one.node.name ?? one.definition?.title ?? one.node.type;
    return [
      ...one.problems.map(({ severity, issueCode, message }) =>
        (severity === "warning" ? warningIssue : errorIssue)(at, issueCode, `${title}: ${message}`, nodeId),
      ),
      ...modelsOf(one)
        .filter((id) => around.hasModel?.(id) === false)
        .map((id) => errorIssue(at, "MODEL_NOT_FOUND", `${title}: ${missingModel(id)}`, nodeId)),
    ];
  });
}

function modelsOf({ definition, config }: ResolvedNode): readonly string[] {
  return definition === undefined || config === undefined ? [] : (definition.models?.(config) ?? []);
}
