import { agentsIn } from "@/nodes/core/agents-in-document";
import type { SavedAgent } from "@/nodes/core/saved-agent";
import type { Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { newId } from "@/server/new-id";
import { parseDocument } from "@/server/workflows/parse-document";

interface Part {
  readonly id: string;
  readonly document: Workflow;
}

export interface Parts {
  readonly main: Part;
  /** The workflows that it calls, each as one of its own. */
  readonly called: readonly Part[];
  /** The saved agents that it uses, each as one of its own. */
  readonly agents: readonly SavedAgent[];
}

/**
 * A document and what it brings along, each under a new id. What calls one of them calls its new id. Throws what is wrong with
 * one of them.
 */
export function takeApart(workflow: Workflow): Parts {
  const { workflows = {}, agents: _, ...own } = workflow;
  const brought = agentsIn(workflow);
  const ids: NewIds = {
    workflows: new Map(Object.keys(workflows).map((key) => [key, newId()])),
    agents: newAgentIds([...brought]),
  };
  const called = Object.entries(workflows).map(([key, raw]): Part => {
    const { workflows: _, agents: __, ...document } = parseDocument(raw);
    return { id: ids.workflows.get(key) as string, document: withNewCalls(document, ids) };
  });
  const agents = new Map([...brought].map(([key, agent]) => [ids.agents.get(key), withNewTools(key, agent, ids)]));
  return { main: { id: newId(), document: withNewCalls(own, ids) }, called, agents: [...agents.values()] };
}

/** New ids by the old names of what comes along. */
interface NewIds {
  readonly workflows: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, string>;
}

/** One agent may be named by its id and by its slug. */
function newAgentIds(brought: readonly [string, SavedAgent][]): ReadonlyMap<string, string> {
  const byOldId = new Map(brought.map(([, { id }]) => [id, newId()]));
  return new Map(brought.map(([key, { id }]) => [key, byOldId.get(id) as string]));
}

function withNewTools(key: string, agent: SavedAgent, ids: NewIds): SavedAgent {
  const tools = agent.settings.tools.map((tool) => {
    const made = tool.kind === "agent" ? ids.agents : tool.kind === "workflow" ? ids.workflows : undefined;
    return { ...tool, id: made?.get(tool.id) ?? tool.id };
  });
  return { ...agent, id: ids.agents.get(key) as string, settings: { ...agent.settings, tools } };
}

function withNewCalls(workflow: Workflow, ids: NewIds): Workflow {
  return { ...workflow, nodes: workflow.nodes.map((node) => withNewCall(node, ids)) };
}

function withNewCall(node: WorkflowNode, { workflows, agents }: NewIds): WorkflowNode {
  const key = definitions.get(node.type)?.subWorkflow;
  const made = key === undefined ? undefined : workflows.get(String(node.config[key]));
  const agent = node.type === "agent" ? agents.get(String(node.config.agent)) : undefined;
  if (key !== undefined && made !== undefined) return { ...node, config: { ...node.config, [key]: made } };
  return agent === undefined ? node : { ...node, config: { ...node.config, agent } };
}
