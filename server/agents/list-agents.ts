import { type AgentView, type AgentViewRow, agentViewColumns, toAgentView } from "@/server/agents/agent-view";
import { database } from "@/server/db/database";
import type { SqlParameter } from "@/server/db/sql-client";
import { decodeCursor, foreignCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

export interface ListAgents extends PageRequest {
  readonly workspaceId: string;
  /** Words that name or description contain. */
  readonly search?: string;
}

/** Those changed last come first. */
export async function listAgents(request: ListAgents): Promise<Page<AgentView>> {
  const { workspaceId, search = "", cursor, limit = usualPerPage } = request;
  const conditions = ["workspace_id = $1"];
  const parameters: SqlParameter[] = [workspaceId];
  for (const word of search.split(/\s+/).filter((one) => one !== "")) {
    const place = parameters.push(`%${word.replace(/[\\%_]/g, "\\$&")}%`);
    conditions.push(`(name ilike $${place} or description ilike $${place})`);
  }
  if (cursor !== undefined) {
    const [updatedAt, id] = decodeCursor(cursor, 2);
    if (!Number.isFinite(Date.parse(updatedAt as string))) throw foreignCursor();
    const place = parameters.push(new Date(updatedAt as string).toISOString(), id as string);
    conditions.push(`(updated_at, id) < ($${place - 1}::timestamptz, $${place}::text)`);
  }
  const rows = await (await database()).execute<AgentViewRow>(
    `select ${agentViewColumns} from agents where ${conditions.join(" and ")}
     order by updated_at desc, id desc limit ${Number(limit) + 1}`,
    parameters,
  );
  return toPage(rows, limit, toAgentView, (row) => [row.updated_at.toISOString(), row.id]);
}
