import type { Database } from "@/server/db/open-database";
import { type Collection, toCollection } from "@/server/memory/collection";
import { type CollectionRow, selectCollections } from "@/server/memory/collection-row";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

/** The newest first. */
export async function listCollections(
  database: Database,
  workspaceId: string,
  { cursor, limit = usualPerPage }: PageRequest = {},
): Promise<Page<Collection>> {
  const before = cursor === undefined ? null : (decodeCursor(cursor, 1)[0] as string);
  const rows = await database.execute<CollectionRow>(
    `${selectCollections} where c.workspace_id = $1 and ($2::text is null or c.id < $2) order by c.id desc
     limit ${Number(limit) + 1}`,
    [workspaceId, before],
  );
  return toPage(rows, limit, toCollection, ({ id }) => [id]);
}
