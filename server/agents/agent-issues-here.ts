import { agentsIn } from "@/nodes/core/agents-in-document";
import { AppError, isAppError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import { agentDraftSchema, type SavedAgent } from "@/nodes/core/saved-agent";
import { definitions } from "@/nodes/definitions";
import { getAgent } from "@/server/agents/get-agent";
import { loadAgentRunnable } from "@/server/agents/load-agent-runnable";
import { database } from "@/server/db/database";
import { surroundings } from "@/server/executor/surroundings";

/** What keeps an agent from running here, and what its model cannot do. `draft`: in the place of what is stored. */
export async function agentIssuesHere(
  workspaceId: string,
  idOrSlug: string,
  draft?: unknown,
): Promise<readonly Issue[]> {
  const stored = await getAgent(workspaceId, idOrSlug);
  const parsed = agentDraftSchema.safeParse(draft);
  const agent: SavedAgent = parsed.success ? { ...stored, ...parsed.data, slug: stored.slug } : stored;
  try {
    const { runnable } = await loadAgentRunnable(await database(), workspaceId, agent);
    const { workflow, requires } = runnable;
    return runIssues(workflow, definitions, { ...(await surroundings(requires)), agents: agentsIn(workflow) });
  } catch (error) {
    const found = isAppError(error) ? error.details?.issues : undefined;
    if (error instanceof AppError && Array.isArray(found)) return found as Issue[];
    throw error;
  }
}
