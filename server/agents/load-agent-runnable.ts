import type { SavedAgent } from "@/nodes/core/saved-agent";
import { agentWorkflow } from "@/server/agents/agent-workflow";
import type { DatabaseSession } from "@/server/db/open-database";
import { checkCalls, reachFrom } from "@/server/executor/called-workflows";
import { holding, makeRunnable, type Runnable } from "@/server/executor/load-runnable";
import { noGrants, type RunGrants } from "@/server/executor/services";

/** No slug and no id looks like this: what is tried out is the agent as it is at hand, stored or not. */
const atHand = "~agent";

export interface AgentRunnable {
  readonly runnable: Runnable;
  readonly grants: RunGrants;
}

/** A chat with an agent as it is at hand, with all that it may call frozen inside. Throws `WORKFLOW_INVALID`. */
export async function loadAgentRunnable(
  session: DatabaseSession,
  workspaceId: string,
  agent: SavedAgent,
): Promise<AgentRunnable> {
  const workflow = { ...agentWorkflow(atHand, agent.name), agents: { [atHand]: agent } };
  const reached = await reachFrom(session, workspaceId, workflow);
  checkCalls({ id: "", name: agent.name, workflow }, reached);
  const implied = [...reached.called.values()].every(({ origin }) => origin === "local");
  return {
    runnable: makeRunnable(holding(workflow, reached)),
    grants: { ...noGrants, implied },
  };
}
