import type { JsonObject } from "@/nodes/core/json";
import { savedAgentSchema } from "@/nodes/core/saved-agent";
import { agentChat } from "@/server/agents/agent-workflow";
import { getAgent } from "@/server/agents/get-agent";
import { loadAgentRunnable } from "@/server/agents/load-agent-runnable";
import { parseAgent } from "@/server/agents/parse-agent";
import { executor } from "@/server/executor/executor";
import { startRunnable } from "@/server/executor/start-run";
import { chatTurnSchema } from "@/server/triggers/chat-turn";

export interface TryAgent {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly id: string;
  /** Settings that are tried in the place of the stored ones, which stay as they are. */
  readonly agent?: unknown;
  readonly message: string;
  readonly messages?: readonly JsonObject[];
}

/** One message to an agent, as a run of its own. Returns the run's id; throws what keeps the agent from running. */
export async function tryAgent({ workspaceId, id, agent, message, messages }: TryAgent): Promise<string> {
  const turn = chatTurnSchema.parse({ message, messages });
  const stored = await getAgent(workspaceId, id);
  const tried = agent === undefined ? stored : { ...stored, ...parseAgent(agent), slug: stored.slug };
  const host = await executor();
  const { runnable, grants } = await loadAgentRunnable(
    host.services.database,
    workspaceId,
    savedAgentSchema.parse(tried),
  );
  const started = await startRunnable(host, runnable, {
    workspaceId,
    workflowId: null,
    input: turn as JsonObject,
    trigger: "manual",
    entry: agentChat.entry,
    grants,
    subject: tried.name,
  });
  await started.committed;
  return started.runId;
}
