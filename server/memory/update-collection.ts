import type { Database } from "@/server/db/open-database";
import { type Collection, type CollectionChange, toCollection } from "@/server/memory/collection";
import { findCollection } from "@/server/memory/collection-row";

/** Changes what is named and leaves the rest; its slug stays, so that workflows find it. Throws `NOT_FOUND`. */
export async function updateCollection(
  database: Database,
  workspaceId: string,
  idOrSlug: string,
  { name, description, settings, retention }: CollectionChange,
): Promise<Collection> {
  const { id } = await findCollection(database, workspaceId, idOrSlug);
  await database.execute(
    `update collections set name = coalesce($2, name), description = coalesce($3, description),
       settings = coalesce($4::jsonb, settings), retention = coalesce($5::jsonb, retention), updated_at = now() where id = $1`,
    [
      id,
      name,
      description,
      settings === undefined ? null : JSON.stringify(settings),
      retention === undefined ? null : JSON.stringify(retention),
    ],
  );
  return toCollection(await findCollection(database, workspaceId, id));
}
