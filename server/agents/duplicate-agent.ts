import type { AgentView } from "@/server/agents/agent-view";
import { createAgent } from "@/server/agents/create-agent";
import { getAgent } from "@/server/agents/get-agent";

/** A copy under a name and a slug of its own. */
export async function duplicateAgent(workspaceId: string, idOrSlug: string): Promise<AgentView> {
  const { id, slug, createdAt, updatedAt, ...agent } = await getAgent(workspaceId, idOrSlug);
  return createAgent(workspaceId, { ...agent, name: `${agent.name.slice(0, 190)} copy`.trim() });
}
