import { type SavedAgent, savedAgentSchema } from "./saved-agent";
import type { Workflow, WorkflowNode } from "./workflow";

/** The saved agents that a document carries, by the id or slug that names them. What cannot be read is left out. */
export type AgentsByName = ReadonlyMap<string, SavedAgent>;

const read = new WeakMap<object, AgentsByName>();
const none: AgentsByName = new Map();

export function agentsIn({ agents }: Pick<Partial<Workflow>, "agents">): AgentsByName {
  if (agents === undefined) return none;
  const known = read.get(agents);
  if (known !== undefined) return known;
  const found = Object.entries(agents).flatMap(([name, raw]): [string, SavedAgent][] => {
    const parsed = savedAgentSchema.safeParse(raw);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  const byName: AgentsByName = new Map(found);
  read.set(agents, byName);
  return byName;
}

/** The saved agents that nodes name. A disabled node names none. */
export function namedAgents(nodes: readonly WorkflowNode[]): string[] {
  return [...new Set(nodes.flatMap((node) => namedAgent(node) ?? []))];
}

/** The id or slug of the saved agent that a node uses. */
export function namedAgent({ type, config, disabled }: WorkflowNode): string | undefined {
  const name = type === "agent" && disabled !== true ? config.agent : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** The agents that an agent may call. */
export function delegates({ settings }: SavedAgent): string[] {
  return settings.tools.filter(({ kind }) => kind === "agent").map(({ id }) => id);
}
