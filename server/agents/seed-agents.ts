import { agentTemplates } from "@/server/agents/agent-templates";
import { createAgent } from "@/server/agents/create-agent";
import { database } from "@/server/db/database";

const workspaceId = "default";

/** The very first start: the ready agents are there. Whoever deletes one does not get it back. */
export async function seedAgents(): Promise<void> {
  const rows = await (await database()).execute(
    `insert into settings (workspace_id, key, value) select $1, 'agents.seeded', 'true'
     where not exists (select 1 from agents where workspace_id = $1) on conflict do nothing returning key`,
    [workspaceId],
  );
  if (rows.length === 0) return;
  // Those changed last are listed first, and the first one shall be.
  for (const { agent } of [...agentTemplates].reverse()) await createAgent(workspaceId, agent);
}
