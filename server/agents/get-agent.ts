import { AppError } from "@/nodes/core/app-error";
import { type AgentView, type AgentViewRow, agentViewColumns, toAgentView } from "@/server/agents/agent-view";
import { database } from "@/server/db/database";

/** By id or slug. Throws `NOT_FOUND`. */
export async function getAgent(workspaceId: string, idOrSlug: string): Promise<AgentView> {
  const [row] = await (await database()).execute<AgentViewRow>(
    `select ${agentViewColumns} from agents where workspace_id = $1 and (id = $2 or slug = $2) order by (id = $2) desc limit 1`,
    [workspaceId, idOrSlug],
  );
  if (row === undefined) throw noAgent(idOrSlug);
  return toAgentView(row);
}

export function noAgent(idOrSlug: string): AppError {
  return new AppError("NOT_FOUND", `There is no agent ${idOrSlug}. It may have been deleted.`);
}
