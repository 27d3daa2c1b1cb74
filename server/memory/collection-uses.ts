import type { Database } from "@/server/db/open-database";
import { documentUses } from "@/server/memory/document-uses";

/** When a search last gave something of each collection, by its id; those that were never of use are left out. */
export async function collectionUses(database: Database, workspaceId: string): Promise<Record<string, string>> {
  await documentUses(database).store();
  const rows = await database.execute<{ collection_id: string; used_at: Date }>(
    `select collection_id, max(used_at) as used_at from documents
     where workspace_id = $1 and used_at is not null group by collection_id`,
    [workspaceId],
  );
  return Object.fromEntries(rows.map((row) => [row.collection_id, row.used_at.toISOString()]));
}
