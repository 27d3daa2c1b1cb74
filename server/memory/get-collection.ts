import type { Database } from "@/server/db/open-database";
import { type Collection, toCollection } from "@/server/memory/collection";
import { findCollection } from "@/server/memory/collection-row";

/** By id or slug. Throws `NOT_FOUND`. */
export async function getCollection(database: Database, workspaceId: string, idOrSlug: string): Promise<Collection> {
  return toCollection(await findCollection(database, workspaceId, idOrSlug));
}
