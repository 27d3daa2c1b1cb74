import { isUniqueViolation } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { type Collection, type NewCollection, toCollection } from "@/server/memory/collection";
import { findCollection } from "@/server/memory/collection-row";
import { resolveEmbedder } from "@/server/models/resolve-embedder";
import { newId } from "@/server/new-id";
import { freeSlug, slugOf } from "@/server/slug";

const attempts = 10;

/** A new, empty collection. Throws `MODEL_NOT_FOUND` where its embedder is none. */
export async function createCollection(
  database: Database,
  workspaceId: string,
  { name, description = "", embedder = "default", settings = {}, retention = {} }: NewCollection,
): Promise<Collection> {
  if (embedder !== "default") await resolveEmbedder(embedder);
  const id = newId();
  for (let attempt = 1; ; attempt += 1) {
    const slug = await chooseSlug(database, workspaceId, name);
    try {
      await database.execute(
        `insert into collections (id, workspace_id, slug, name, description, embedder, settings, retention)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, workspaceId, slug, name, description, embedder, JSON.stringify(settings), JSON.stringify(retention)],
      );
      return toCollection(await findCollection(database, workspaceId, id));
    } catch (error) {
      // Somebody took the slug at the same moment.
      if (!isUniqueViolation(error, "collections_slug") || attempt === attempts) throw error;
    }
  }
}

async function chooseSlug(database: Database, workspaceId: string, name: string): Promise<string> {
  const slug = slugOf(name, "collection");
  const rows = await database.execute<{ slug: string }>(
    "select slug from collections where workspace_id = $1 and slug like $2",
    [workspaceId, `${slug}%`],
  );
  return freeSlug(slug, new Set(rows.map((row) => row.slug)));
}
