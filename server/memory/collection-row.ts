import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";

/** A row of `collections` with the space that is searched. */
export interface CollectionRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly embedder: string;
  readonly settings: Record<string, unknown>;
  readonly retention: Record<string, unknown>;
  readonly languages: readonly string[];
  readonly revision: number;
  readonly documents: number;
  readonly chunks: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** Null while there is no vector. */
  readonly space_id: number | null;
  readonly model: string | null;
  readonly maker: string | null;
  readonly dimension: number | null;
}

export const selectCollections = `select c.id, c.workspace_id, c.slug, c.name, c.description, c.embedder, c.settings,
    c.retention, c.languages, c.revision, c.documents, c.chunks, c.created_at, c.updated_at,
    c.space_id, s.model, s.maker, s.dimension
  from collections c left join spaces s on s.id = c.space_id`;

/** A collection by id or slug. Throws `NOT_FOUND`. */
export async function findCollection(
  session: Pick<DatabaseSession, "execute">,
  workspaceId: string,
  idOrSlug: string,
): Promise<CollectionRow> {
  const rows = await session.execute<CollectionRow>(
    `${selectCollections} where c.workspace_id = $1 and (c.id = $2 or c.slug = $2) order by c.id = $2 desc limit 1`,
    [workspaceId, idOrSlug],
  );
  if (rows[0] !== undefined) return rows[0];
  throw new AppError("NOT_FOUND", `There is no collection "${idOrSlug}".`, {
    hint: "Make it on the memory page, or choose another one.",
  });
}

/** The same by id alone, for work that is under way: undefined where it was deleted meanwhile. */
export async function readCollection(
  session: Pick<DatabaseSession, "execute">,
  id: string,
): Promise<CollectionRow | undefined> {
  const [row] = await session.execute<CollectionRow>(`${selectCollections} where c.id = $1`, [id]);
  return row;
}

/** What work on a collection says that was deleted while it went on. */
export function collectionGone(cause?: unknown): AppError {
  return new AppError("NOT_FOUND", "The collection or the document was deleted meanwhile.", {
    hint: "Nothing of it is left. If it is still wanted, add it again.",
    cause,
  });
}
