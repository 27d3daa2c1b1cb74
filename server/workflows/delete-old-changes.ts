import type { DatabaseSession } from "@/server/db/open-database";

/** A tab that slept longer, while the workflow was edited this often elsewhere, has to be reloaded before it edits. */
const keptDays = 30;
const keptChanges = 500;

/** Removes the changes that no open tab is still based on. Versions are kept for ever. */
export async function deleteOldChanges(session: DatabaseSession, now = Date.now()): Promise<void> {
  await session.execute(
    `delete from workflow_changes c using workflows w
     where w.id = c.workflow_id and c.created_at < $1 and c.revision <= w.revision - ${keptChanges}`,
    [new Date(now - keptDays * 86_400_000)],
  );
}
