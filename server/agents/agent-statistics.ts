import { agentsIn, namedAgent } from "@/nodes/core/agents-in-document";
import { expandAgents } from "@/nodes/core/expand-agents";
import { definitions } from "@/nodes/definitions";
import { getAgent } from "@/server/agents/get-agent";
import { database } from "@/server/db/database";
import { readFrozenGraph } from "@/server/runs/frozen-graph";

export interface AgentStatistics {
  /** Answers that it gave or failed to give, over the runs looked at. */
  readonly runs: number;
  /** 0 to 1; null before the first. */
  readonly successRate: number | null;
  readonly medianMs: number | null;
}

/** Documents that are looked at, the newest: each is a state of a workflow or of the agent itself. */
const mostDocuments = 100;

/** How an agent did in the runs of the last 30 days, of workflows that use it and of trials. */
export async function agentStatistics(workspaceId: string, idOrSlug: string): Promise<AgentStatistics> {
  const { id } = await getAgent(workspaceId, idOrSlug);
  const opened = await database();
  const frozen = await opened.execute<{ hash: string }>(
    `select hash from run_graphs where workspace_id = $1 and position($2 in document) > 0
     order by created_at desc limit ${mostDocuments}`,
    [workspaceId, `"id":${JSON.stringify(id)}`],
  );
  const places: { hash: string; nodeId: string }[] = [];
  for (const { hash } of frozen) {
    const document = (await readFrozenGraph(opened, hash))?.document;
    if (document === undefined) continue;
    const agents = agentsIn(document);
    for (const node of expandAgents(document, definitions, agents).nodes)
      if (agents.get(namedAgent(node) ?? "")?.id === id) places.push({ hash, nodeId: node.id });
  }
  if (places.length === 0) return { runs: 0, successRate: null, medianMs: null };
  const [row] = await opened.execute<{ runs: number; completed: number; median: number | null }>(
    `select count(*)::int as runs, count(*) filter (where n.status = 'completed')::int as completed,
       percentile_cont(0.5) within group (order by n.duration_ms) filter (where n.status = 'completed') as median
     from unnest($2::text[], $3::text[]) as place (hash, node_id)
     join runs r on r.graph_hash = place.hash
     join node_runs n on n.run_id = r.id and n.node_id = place.node_id
     where r.workspace_id = $1 and n.status in ('completed', 'failed') and n.reused_from is null
       and r.created_at > now() - interval '30 days'`,
    [workspaceId, places.map(({ hash }) => hash), places.map(({ nodeId }) => nodeId)],
  );
  const { runs = 0, completed = 0, median = null } = row ?? {};
  return { runs, successRate: runs === 0 ? null : completed / runs, medianMs: median };
}
