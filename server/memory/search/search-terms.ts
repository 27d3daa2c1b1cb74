import type { JsonObject } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { mostWeight, rarity, sparse } from "@/server/memory/bm25";
import type { CollectionRow } from "@/server/memory/collection-row";
import { usualLanguage } from "@/server/memory/languages";
import { questionOf } from "@/server/memory/search/embed-question";
import { type FoundChunk, isFindable } from "@/server/memory/search/found-chunk";
import { questionTerms } from "@/server/memory/terms";

/** Chunks that are weighed: those with the rarest of the words that are asked for. */
const mostCandidates = 2_000;

export interface TermSearch {
  readonly collection: CollectionRow;
  readonly query: string;
  readonly most: number;
  readonly filter?: JsonObject;
}

export interface FoundTerms {
  readonly found: readonly FoundChunk[];
  /** What a chunk could have at most: all words, each more often than it counts. */
  readonly best: number;
}

interface Known {
  readonly term: number;
  readonly chunks: number;
}

const nothing: FoundTerms = { found: [], best: 1 };

/** The chunks that have the words of a question, weighed by BM25. */
export async function searchTerms(database: Database, search: TermSearch): Promise<FoundTerms> {
  const { collection, query, most, filter } = search;
  const languages = collection.languages.length === 0 ? [usualLanguage] : collection.languages;
  const words = questionTerms(collection.id, questionOf(query), languages);
  if (words.length === 0) return nothing;
  const known = await database.execute<Known>(
    `select term, chunks from collection_terms where collection_id = $1 and term = any($2::int[]) and chunks > 0
     order by chunks`,
    [collection.id, words.flat()],
  );
  if (known.length === 0) return nothing;
  const weights = new Map(known.map(({ term, chunks }) => [term, rarity(chunks, collection.chunks)]));
  const rows = await database.execute<{ id: number; score: number }>(candidatesQuery(most), [
    rarest(known),
    sparse([...weights]),
    filter === undefined ? null : JSON.stringify(filter),
  ]);
  const found = rows.filter(({ score }) => score > 0);
  return { found, best: bestScore(words, weights) };
}

/** The rarest terms, as many as give no more candidates than are weighed: a word that is everywhere tells little. */
function rarest(known: readonly Known[]): number[] {
  let candidates = 0;
  const chosen = known.filter(({ chunks }, place) => {
    candidates += chunks;
    return place === 0 || candidates <= mostCandidates;
  });
  return chosen.map(({ term }) => term);
}

/** Of one word's stems in several languages a chunk has one. */
function bestScore(words: readonly number[][], weights: ReadonlyMap<number, number>): number {
  const best = words.map((terms) => Math.max(0, ...terms.map((term) => weights.get(term) ?? 0)));
  return best.reduce((sum, weight) => sum + weight * mostWeight, 0);
}

/** The bound stands before the weighing: where even the rarest word is everywhere, some of its chunks stand for all. */
export function candidatesQuery(most: number): string {
  return `with candidates as materialized (
      select id, weights from chunks where terms && $1::int[] limit ${mostCandidates * 2}),
    weighed as materialized (
      select id, -(weights <#> $2::sparsevec) as score from candidates order by score desc, id
      limit ${Number(most) * 4 + 100})
    select id, score from weighed where ${isFindable("weighed.id", "$3")} order by score desc, id limit ${Number(most)}`;
}
