import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";

export interface ChatAgentRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly model: string;
  readonly capabilities: string[];
  readonly status: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** An agent by id or slug. Throws `NOT_FOUND`. */
export async function readChatAgent(
  session: DatabaseSession,
  workspaceId: string,
  idOrSlug: string,
): Promise<ChatAgentRow> {
  const [row] = await session.execute<ChatAgentRow>(
    `select id, slug, name, description, model, capabilities, status, settings from agents
     where workspace_id = $1 and (id = $2 or slug = $2) order by (id = $2) desc limit 1`,
    [workspaceId, idOrSlug],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no agent ${idOrSlug}. It may have been deleted.`);
  return row;
}
