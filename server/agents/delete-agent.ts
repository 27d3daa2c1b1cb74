import { noAgent } from "@/server/agents/get-agent";
import { database } from "@/server/db/database";

/** Its runs stay, and what was published with it goes on as it was. Throws `NOT_FOUND`. */
export async function deleteAgent(workspaceId: string, idOrSlug: string): Promise<void> {
  const rows = await (await database()).execute(
    "delete from agents where workspace_id = $1 and (id = $2 or slug = $2) returning id",
    [workspaceId, idOrSlug],
  );
  if (rows.length === 0) throw noAgent(idOrSlug);
}
