import { styleSentences } from "./agent-style";
import { type AgentsByName, agentsIn, namedAgent } from "./agents-in-document";
import type { NodeDefinitions } from "./node-definition";
import type { AgentTool, SavedAgent } from "./saved-agent";
import { type Connection, type Workflow, type WorkflowNode, workflowLimits } from "./workflow";

type Drawn = Pick<Workflow, "nodes" | "connections"> & Pick<Partial<Workflow>, "agents">;

/** Between the node that brings a hidden one and what that is: no id that people give has it. */
export const hiddenMark = ".";

/** The node on the canvas that a hidden node belongs to; an id of the canvas is its own. */
export function visibleNodeId(nodeId: string): string {
  const at = nodeId.indexOf(hiddenMark);
  return at === -1 ? nodeId : nodeId.slice(0, at);
}

/**
 * The document as it is carried out: an agent node that names a saved agent gets its settings, and the graph the model, the
 * memory and the tools that it brings, as hidden nodes with ids such as `researcher.model`. What the node itself says, or is
 * connected to, wins. An agent that is not there leaves its node as it is, and so does one that would call itself.
 */
export function expandAgents<T extends Drawn>(
  document: T,
  definitions: NodeDefinitions,
  agents = agentsIn(document),
): T {
  const named = document.nodes.filter((node) => agents.has(namedAgent(node) ?? ""));
  if (named.length === 0) return document;
  const sheet: Sheet = { definitions, agents, connections: document.connections, byId: new Map() };
  for (const node of document.nodes) sheet.byId.set(node.id, node);
  const expanded = new Map(named.map((node) => [node.id, expandNode(node, sheet, [])]));
  const made = [...expanded.values()];
  return {
    ...document,
    nodes: [
      ...document.nodes.map((node) => expanded.get(node.id)?.node ?? node),
      ...made.flatMap(({ nodes }) => nodes),
    ],
    connections: [...document.connections, ...made.flatMap(({ connections }) => connections)],
  };
}

interface Sheet {
  readonly definitions: NodeDefinitions;
  readonly agents: AgentsByName;
  readonly connections: readonly Connection[];
  readonly byId: Map<string, WorkflowNode>;
}

interface Expanded {
  /** The agent node with all of its settings. */
  readonly node: WorkflowNode;
  /** What it brings, that of its tools too. */
  readonly nodes: readonly WorkflowNode[];
  readonly connections: readonly Connection[];
}

function expandNode(node: WorkflowNode, sheet: Sheet, way: readonly string[]): Expanded {
  const agent = sheet.agents.get(namedAgent(node) ?? "");
  if (agent === undefined || way.includes(agent.id) || way.length >= workflowLimits.mostSubWorkflowDepth)
    return { node, nodes: [], connections: [] };
  const lent = lendersOf(node.id, sheet);
  const brought = [
    ...(lent.model === undefined ? [modelOf(node, agent)] : []),
    ...(lent.memory === undefined ? memoryOf(node, agent, sheet) : []),
  ];
  const tools = toolsOf(node, agent, lent.tools ?? [], sheet).map((tool) =>
    expandNode(tool, sheet, [...way, agent.id]),
  );
  return {
    node: { ...node, name: node.name ?? agent.name, config: settingsOf(node.config, agent) },
    nodes: [...brought, ...tools.flatMap((tool) => [tool.node, ...tool.nodes])],
    connections: [
      ...brought.map((one) => lend(one, node, one.type)),
      ...tools.flatMap((tool) => [lend(tool.node, node, "tools"), ...tool.connections]),
    ],
  };
}

function lend(lender: WorkflowNode, borrower: WorkflowNode, port: string): Connection {
  const sourceHandle = port === "tools" ? "tool" : port;
  return {
    id: `${lender.id}${hiddenMark}lent`,
    source: lender.id,
    sourceHandle,
    target: borrower.id,
    targetHandle: port,
  };
}

/** Ids of the living nodes that lend something, by port. */
function lendersOf(nodeId: string, { connections, byId }: Sheet): Partial<Record<string, string[]>> {
  const living = connections.filter(({ source, target }) => target === nodeId && byId.get(source)?.disabled !== true);
  return Object.fromEntries(
    ["model", "memory", "tools"].flatMap((port) => {
      const ids = living.filter(({ targetHandle }) => targetHandle === port).map(({ source }) => source);
      return ids.length === 0 ? [] : [[port, ids]];
    }),
  );
}

function hidden(owner: WorkflowNode, name: string, rest: Pick<WorkflowNode, "type" | "name" | "config">): WorkflowNode {
  const { position, parentId } = owner;
  return { id: `${owner.id}${hiddenMark}${name}`, position, ...(parentId === undefined ? {} : { parentId }), ...rest };
}

function modelOf(node: WorkflowNode, { name, model, settings }: SavedAgent): WorkflowNode {
  return hidden(node, "model", { type: "model", name: `Model of ${name}`, config: { model, ...settings.sampling } });
}

function memoryOf(node: WorkflowNode, { name, settings }: SavedAgent, { definitions }: Sheet): WorkflowNode[] {
  if (settings.memory === undefined || !definitions.has("memory")) return [];
  return [hidden(node, "memory", { type: "memory", name: `Memory of ${name}`, config: { ...settings.memory } })];
}

function toolsOf(node: WorkflowNode, agent: SavedAgent, connected: readonly string[], sheet: Sheet): WorkflowNode[] {
  const taken = new Set(connected);
  return agent.settings.tools.flatMap((tool) => {
    const made = toolOf(tool, sheet);
    if (made === undefined) return [];
    const name = freeName(made.called, taken);
    taken.add(name);
    return [hidden(node, name, made.node)];
  });
}

function toolOf({ kind, id, description }: AgentTool, { agents, definitions }: Sheet) {
  const said = description === undefined || description === "" ? {} : { description };
  if (kind === "agent") {
    const agent = agents.get(id);
    const title = agent === undefined ? {} : { name: agent.name };
    return { called: toolName(agent?.slug ?? id), node: { type: "agent", ...title, config: { agent: id, ...said } } };
  }
  if (kind === "workflow")
    return { called: toolName(id), node: { type: "workflow", config: { workflow: id, ...said } } };
  if (!definitions.has("recall")) return undefined;
  return { called: toolName(`search-${id}`), node: { type: "recall", config: { collection: id, ...said } } };
}

/** Models are told the last part of a node's id: letters, digits, underscores and hyphens, as every server takes. */
function toolName(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 56) || "tool";
}

/** `model` and `memory` are ids of what an agent brings itself. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const isTaken = (name: string) => taken.has(name) || name === "model" || name === "memory";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!isTaken(name)) return name;
  }
}

/** The agent's settings, with what the node itself says in their place. */
function settingsOf(own: WorkflowNode["config"], { description, settings }: SavedAgent): WorkflowNode["config"] {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined && value !== ""));
  const { instructions, style, outputSchema, maxSteps, approval, overflow } = settings;
  return {
    instructions: asTemplate([instructions, styleSentences(style)].filter((part) => part.trim() !== "").join("\n\n")),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...{ maxSteps, approval, description },
    ...(overflow === undefined ? {} : { overflow }),
    ...given,
  };
}

/** Plain text as a template that prints it: braces mean nothing in it. */
export function asTemplate(text: string): string {
  return text.replace(/\{(?=[{%])/g, '{{ "{" }}');
}
