import type { JsonObject } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import type { CollectionRow } from "@/server/memory/collection-row";
import { type FoundChunk, isFindable } from "@/server/memory/search/found-chunk";
import { indexedType } from "@/server/memory/spaces";
import { vectorText } from "@/server/memory/vector-text";

/** Up to so many vectors, comparing with each is as fast as the index, and finds all. */
export const exactUpTo = 4_000;

/** How many candidates the index keeps while it looks: more find more of the nearest, and take longer. */
const leastEfSearch = 100;

export interface VectorSearch {
  readonly collection: CollectionRow;
  readonly vector: Float32Array;
  readonly most: number;
  readonly filter?: JsonObject;
  /** For measurements: compares with each vector, however many there are. */
  readonly isExact?: boolean;
}

/** The chunks whose vectors are nearest, with the cosine of the angle between. */
export async function searchVectors(database: Database, search: VectorSearch): Promise<readonly FoundChunk[]> {
  const { collection, vector, most, filter } = search;
  const { space_id: spaceId, dimension } = collection;
  if (spaceId === null || dimension === null) return [];
  const parameters = [spaceId, vectorText(vector), filter === undefined ? null : JSON.stringify(filter)];
  const type = indexedType(dimension);
  const isExact =
    search.isExact ?? (type === undefined || (await countFindable(database, collection, filter)) <= exactUpTo);
  if (isExact || type === undefined) return toFound(await database.execute<Row>(exactQuery(most), parameters));
  const efSearch = Math.min(1_000, Math.max(leastEfSearch, most * 2));
  return database.transaction(async (session) => {
    // A plan without the index would read all vectors, which the planner takes for cheap where the table is small.
    await session.query(
      `select set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
         set_config('enable_sort', 'off', true), set_config('jit', 'off', true)`,
      [String(efSearch)],
    );
    return toFound(await session.execute<Row>(indexQuery(dimension, type, most), parameters));
  });
}

interface Row {
  readonly id: number;
  readonly similarity: number;
}

/** The nearest first, also where the index gave them a little out of order. */
function toFound(rows: readonly Row[]): FoundChunk[] {
  return rows
    .map(({ id, similarity }) => ({ id, score: Math.max(-1, Math.min(1, similarity)) }))
    .sort((one, other) => other.score - one.score);
}

export function indexQuery(dimension: number, type: string, most: number): string {
  const [name] = type.split("(");
  const distance = `(v.embedding::${type}) <#> $2::${name}(${dimension})`;
  return `select v.chunk_id as id, -(${distance}) as similarity from chunk_vectors v
    where v.dimension = ${dimension} and v.space_id = $1 and ${isFindable("v.chunk_id", "$3")}
    order by ${distance} limit ${Number(most)}`;
}

function exactQuery(most: number): string {
  const distance = "v.embedding <#> $2::vector";
  return `select v.chunk_id as id, -(${distance}) as similarity from chunk_vectors v
      join chunks c on c.id = v.chunk_id join documents d on d.id = c.document_id
    where v.space_id = $1 and c.generation = d.generation and ($3::jsonb is null or d.metadata @> $3::jsonb)
    order by ${distance} limit ${Number(most)}`;
}

/** Of how many chunks a search chooses. */
async function countFindable(
  database: Database,
  collection: CollectionRow,
  filter: JsonObject | undefined,
): Promise<number> {
  if (filter === undefined || collection.chunks <= exactUpTo) return collection.chunks;
  const [row] = await database.execute<{ chunks: number }>(
    "select coalesce(sum(chunks), 0)::int as chunks from documents where collection_id = $1 and generation > 0 and metadata @> $2::jsonb",
    [collection.id, JSON.stringify(filter)],
  );
  return row?.chunks ?? 0;
}
