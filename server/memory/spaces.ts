import { AppError } from "@/nodes/core/app-error";
import { databaseErrorOf } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { type CollectionRow, collectionGone } from "@/server/memory/collection-row";
import { type Embedder, resolveEmbedder } from "@/server/models/resolve-embedder";

/** What the HNSW index of pgvector takes: as it is, and in half precision. Beyond, every search is exact. */
export const mostIndexed = 2_000;
export const mostIndexedHalf = 4_000;

/**
 * The model that new vectors of a collection have to be of: the one that made those that are there. Throws `CONFLICT` where
 * another one stands behind its id now, since vectors of two models cannot be compared.
 */
export async function embedderOf(
  collection: Pick<CollectionRow, "name" | "embedder" | "model" | "maker">,
): Promise<Embedder> {
  const { name, model, maker } = collection;
  if (model === null) return resolveEmbedder(collection.embedder);
  const embedder = await resolveEmbedder(model).catch((error: unknown) => {
    throw lost(name, model, error);
  });
  if (embedder.maker === maker) return embedder;
  throw new AppError(
    "CONFLICT",
    `The vectors of "${name}" were made by another model than the one that is "${model}" now.`,
    {
      hint: "Embed the collection again on its page, or bring the former model back.",
      details: { collection: name, was: maker, is: embedder.maker },
    },
  );
}

function lost(name: string, model: string, cause: unknown): unknown {
  if (!(cause instanceof AppError) || cause.code !== "MODEL_NOT_FOUND") return cause;
  return new AppError(
    "MODEL_NOT_FOUND",
    `The vectors of "${name}" were made by "${model}", which is not configured any more.`,
    {
      hint: "Bring that model back, or embed the collection with another one on its page.",
      cause,
    },
  );
}

/** The space that a collection is searched in, made with its first vectors. */
export async function ensureSpace(
  database: Database,
  collectionId: string,
  embedder: Embedder,
  dimension: number,
): Promise<number> {
  const spaceId = await database.transaction(async (session) => {
    const [row] = await session.execute<{ space_id: number | null }>(
      "select space_id from collections where id = $1 for update",
      [collectionId],
    );
    if (row === undefined) throw collectionGone();
    if (row.space_id !== null) return row.space_id;
    const [made] = await session.execute<{ id: number }>(
      `with made as (insert into spaces (collection_id, model, maker, dimension) values ($1, $2, $3, $4) returning id)
       update collections set space_id = made.id from made where collections.id = $1 returning made.id`,
      [collectionId, embedder.id, embedder.maker, dimension],
    );
    return made?.id as number;
  });
  await ensureIndex(database, dimension);
  return spaceId;
}

/** How the vectors of a dimension are compared: the index of it is on the same expression. */
export function indexedType(dimension: number): string | undefined {
  if (dimension <= mostIndexed) return `vector(${dimension})`;
  return dimension <= mostIndexedHalf ? `halfvec(${dimension})` : undefined;
}

const indexed = new WeakMap<Database, Set<number>>();

/** One HNSW index a dimension, over the vectors of all spaces that have it. On unit vectors the inner product is the cosine. */
export async function ensureIndex(database: Database, dimension: number): Promise<void> {
  const type = indexedType(dimension);
  const known = indexed.get(database) ?? new Set();
  indexed.set(database, known);
  if (type === undefined || known.has(dimension)) return;
  const operators = type.startsWith("half") ? "halfvec_ip_ops" : "vector_ip_ops";
  try {
    await database.execute(
      `create index if not exists chunk_vectors_hnsw_${dimension} on chunk_vectors
       using hnsw ((embedding::${type}) ${operators}) where dimension = ${dimension}`,
    );
  } catch (error) {
    // Another process made it at the same moment.
    const code = databaseErrorOf(error)?.code;
    if (code !== "23505" && code !== "42P07") throw error;
  }
  known.add(dimension);
}
