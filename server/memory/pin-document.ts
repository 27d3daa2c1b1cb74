import { AppError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";

/** A pinned document is left alone by retention. Throws `NOT_FOUND`. */
export async function pinDocument(
  database: Database,
  workspaceId: string,
  id: string,
  isPinned: boolean,
): Promise<void> {
  const rows = await database.execute(
    "update documents set is_pinned = $3, updated_at = now() where id = $1 and workspace_id = $2 returning id",
    [id, workspaceId, isPinned],
  );
  if (rows.length === 0) throw new AppError("NOT_FOUND", `There is no document ${id}.`);
}
