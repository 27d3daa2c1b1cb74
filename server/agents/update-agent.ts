import { AppError } from "@/nodes/core/app-error";
import { type AgentView, type AgentViewRow, agentViewColumns, toAgentView } from "@/server/agents/agent-view";
import { slugTaken } from "@/server/agents/create-agent";
import { getAgent } from "@/server/agents/get-agent";
import { parseAgent } from "@/server/agents/parse-agent";
import { database } from "@/server/db/database";
import { isUniqueViolation } from "@/server/db/database-error";

export interface UpdateAgent {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly id: string;
  readonly agent: unknown;
  /** `updatedAt` of the state that is replaced: `CONFLICT` when it is no longer that. */
  readonly expected?: string;
}

/** Replaces an agent; one that is sent without a slug keeps its own. Throws `NOT_FOUND`, `CONFLICT`, `REQUEST_INVALID`. */
export async function updateAgent({ workspaceId, id, agent, expected }: UpdateAgent): Promise<AgentView> {
  const { slug, name, description, model, capabilities, status, settings } = parseAgent(agent);
  const before = await getAgent(workspaceId, id);
  const opened = await database();
  const rows = await opened
    .execute<AgentViewRow>(
      `update agents set slug = coalesce($3, slug), name = $4, description = $5, model = $6, capabilities = $7, status = $8,
         settings = $9,
         updated_at = greatest(date_trunc('milliseconds', clock_timestamp()), updated_at + interval '1 millisecond')
       where workspace_id = $1 and id = $2 and ($10::timestamptz is null or updated_at = $10::timestamptz)
       returning ${agentViewColumns}`,
      [
        workspaceId,
        before.id,
        slug ?? null,
        name,
        description,
        model,
        JSON.stringify(capabilities),
        status,
        JSON.stringify(settings),
        expected === undefined ? null : timeOf(expected),
      ],
    )
    .catch((error: unknown) => {
      throw isUniqueViolation(error, "agents_slug") ? slugTaken(slug as string) : error;
    });
  const [row] = rows;
  if (row !== undefined) return toAgentView(row);
  // Gone, or changed by somebody else.
  const { name: there } = await getAgent(workspaceId, before.id);
  throw new AppError("CONFLICT", `${there} was changed elsewhere since you opened it.`, {
    hint: "Load it again, and make your change anew.",
  });
}

function timeOf(expected: string): string {
  const time = Date.parse(expected);
  if (Number.isFinite(time)) return new Date(time).toISOString();
  throw new AppError("REQUEST_INVALID", `"${expected.slice(0, 60)}" is no state of an agent.`, {
    hint: "Send the updatedAt that you read, or leave it out.",
  });
}
