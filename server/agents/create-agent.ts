import { AppError } from "@/nodes/core/app-error";
import type { AgentDraft } from "@/nodes/core/saved-agent";
import { type AgentView, type AgentViewRow, agentViewColumns, toAgentView } from "@/server/agents/agent-view";
import { parseAgent } from "@/server/agents/parse-agent";
import { database } from "@/server/db/database";
import { isUniqueViolation } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { newId } from "@/server/new-id";
import { freeSlug, slugOf } from "@/server/slug";

const attempts = 10;

/** Stores a new agent. Without a slug it gets a free one, made from its name. Throws `REQUEST_INVALID`, or `CONFLICT` for a slug that is taken. */
export async function createAgent(workspaceId: string, given: unknown, id = newId()): Promise<AgentView> {
  const draft = parseAgent(given);
  const opened = await database();
  for (let attempt = 1; ; attempt += 1) {
    const slug = draft.slug ?? (await chooseSlug(opened, workspaceId, draft.name));
    try {
      return await insert(opened, workspaceId, id, { ...draft, slug });
    } catch (error) {
      if (!isUniqueViolation(error, "agents_slug")) throw error;
      if (draft.slug !== undefined) throw slugTaken(draft.slug);
      // Somebody took it at the same moment.
      if (attempt === attempts) throw error;
    }
  }
}

async function insert(
  opened: Database,
  workspaceId: string,
  id: string,
  { slug, name, description, model, capabilities, status, settings }: AgentDraft & { slug: string },
): Promise<AgentView> {
  const [row] = await opened.execute<AgentViewRow>(
    `insert into agents (id, workspace_id, slug, name, description, model, capabilities, status, settings, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, date_trunc('milliseconds', clock_timestamp()))
     returning ${agentViewColumns}`,
    [id, workspaceId, slug, name, description, model, JSON.stringify(capabilities), status, JSON.stringify(settings)],
  );
  return toAgentView(row as AgentViewRow);
}

async function chooseSlug(opened: Database, workspaceId: string, name: string): Promise<string> {
  const slug = slugOf(name, "agent");
  const rows = await opened.execute<{ slug: string }>(
    "select slug from agents where workspace_id = $1 and slug like $2",
    [workspaceId, `${slug}%`],
  );
  return freeSlug(slug, new Set(rows.map((row) => row.slug)));
}

export function slugTaken(slug: string): AppError {
  return new AppError("CONFLICT", `Another agent has the slug ${slug}. Choose another one.`, { field: "slug" });
}
