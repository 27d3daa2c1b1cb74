import type { SavedAgent } from "@/nodes/core/saved-agent";
import type { WorkflowNode } from "@/nodes/core/workflow";
import { database } from "@/server/db/database";
import { agentsByName, type ReachedAgents, reachAgents } from "@/server/executor/saved-agents";

/** The agents of these names and those that they may call, however deep, by what names them. */
export async function reachedAgents(
  workspaceId: string,
  names: readonly string[],
): Promise<Readonly<Record<string, SavedAgent>>> {
  const reached: ReachedAgents = new Map();
  const nodes = names.map(
    (agent, i): WorkflowNode => ({ id: `a${i}`, type: "agent", position: { x: 0, y: 0 }, config: { agent } }),
  );
  await reachAgents(await database(), workspaceId, { nodes }, reached);
  return Object.fromEntries(agentsByName(reached));
}
