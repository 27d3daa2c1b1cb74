import { type AgentsByName, agentsIn, delegates, namedAgents } from "@/nodes/core/agents-in-document";
import { type SavedAgent, savedAgentSchema } from "@/nodes/core/saved-agent";
import type { Workflow } from "@/nodes/core/workflow";
import type { DatabaseSession } from "@/server/db/open-database";

/** A saved agent, and what names this state of it: that never changes. */
export interface StoredAgent {
  readonly agent: SavedAgent;
  readonly revision: string;
}

/** The saved agents that are reached so far, by the id or slug that names them. */
export type ReachedAgents = Map<string, StoredAgent>;

export const agentColumns = "id, slug, name, description, model, capabilities, status, settings, updated_at";

export interface AgentRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly model: string;
  readonly capabilities: string[];
  readonly status: SavedAgent["status"];
  readonly settings: unknown;
  readonly updated_at: Date;
}

/**
 * Adds the agents that a document's nodes name, and those that these may call, however deep. One that is stored wins over one
 * that `carrier` brings along, as an export does; what is neither is left out.
 */
export async function reachAgents(
  session: DatabaseSession,
  workspaceId: string,
  { nodes }: Pick<Workflow, "nodes">,
  reached: ReachedAgents,
  carrier: Pick<Workflow, "agents"> = {},
): Promise<void> {
  const brought = agentsIn(carrier);
  let open = namedAgents(nodes).filter((name) => !reached.has(name));
  while (open.length > 0) {
    const stored = await readAgents(session, workspaceId, open);
    const found = open.flatMap((name) => {
      const agent = stored.get(name) ?? broughtAgent(brought, name);
      if (agent !== undefined) reached.set(name, agent);
      return agent === undefined ? [] : [agent.agent];
    });
    open = [...new Set(found.flatMap(delegates))].filter((name) => !reached.has(name));
  }
}

function broughtAgent(brought: AgentsByName, name: string): StoredAgent | undefined {
  const agent = brought.get(name);
  return agent && { agent, revision: `${name} inside` };
}

async function readAgents(
  session: DatabaseSession,
  workspaceId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredAgent>> {
  const rows = await session.execute<AgentRow>(
    `select ${agentColumns} from agents where workspace_id = $1 and (id = any($2) or slug = any($2))`,
    [workspaceId, [...names]],
  );
  const all = rows.map((row): StoredAgent => {
    const { updated_at: at, ...agent } = row;
    return { agent: savedAgentSchema.parse(agent), revision: `${row.id}@${at.toISOString()}` };
  });
  return new Map(
    names.flatMap((name) => {
      const found = all.find(({ agent }) => agent.id === name) ?? all.find(({ agent }) => agent.slug === name);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

/** As a document carries them. */
export function agentsByName(reached: ReadonlyMap<string, StoredAgent>): AgentsByName {
  return new Map([...reached].map(([name, { agent }]) => [name, agent]));
}
