import type { Passage, SearchRequest } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import type { CollectionRow } from "@/server/memory/collection-row";
import { documentUses } from "@/server/memory/document-uses";
import { fuseRanks } from "@/server/memory/search/fuse-ranks";
import { type RankedChunk, readPassages } from "@/server/memory/search/read-passages";
import { searchTerms } from "@/server/memory/search/search-terms";
import { searchVectors } from "@/server/memory/search/search-vectors";

/** What each way of searching brings to a hybrid search, at least: what one has far down the other may have on top. */
const leastCandidates = 50;

export interface Retrieve extends SearchRequest {
  /** Of the question; absent where only words are looked for. */
  readonly vector?: Float32Array;
}

/** The passages that answer a question best, with what each way of searching thought of them. Notes that they were of use. */
export async function retrieve(database: Database, collection: CollectionRow, request: Retrieve): Promise<Passage[]> {
  const ranked = await rank(database, collection, request);
  const { topK, minScore = 0 } = request;
  const chosen = ranked.filter(({ score }) => score >= minScore).slice(0, topK);
  const passages = await readPassages(database, chosen);
  documentUses(database).add(passages.map(({ documentId }) => documentId));
  return passages;
}

async function rank(database: Database, collection: CollectionRow, request: Retrieve): Promise<RankedChunk[]> {
  const { mode, topK, filter, query, vector } = request;
  const most = mode === "hybrid" ? Math.max(leastCandidates, topK * 2) : topK;
  const byWords = mode === "vector" ? undefined : searchTerms(database, { collection, query, most, filter });
  const byVector =
    mode === "text" || vector === undefined ? undefined : searchVectors(database, { collection, vector, most, filter });
  const [words, vectors] = await Promise.all([byWords, byVector]);
  const whyText = new Map(words?.found.map(({ id, score }, place) => [id, { rank: place + 1, score: rounded(score) }]));
  const whyVector = new Map(
    vectors?.map(({ id, score }, place) => [id, { rank: place + 1, similarity: rounded(score) }]),
  );
  const why = (id: number): Passage["why"] => {
    const [text, near] = [whyText.get(id), whyVector.get(id)];
    return { ...(near === undefined ? {} : { vector: near }), ...(text === undefined ? {} : { text }) };
  };
  const scored =
    mode === "hybrid"
      ? fuseRanks([...whyLists(whyVector), ...whyLists(whyText)])
      : mode === "vector"
        ? (vectors ?? []).map(({ id, score }) => ({ id, score: Math.max(0, score) }))
        : (words?.found ?? []).map(({ id, score }) => ({ id, score: score / (words?.best ?? 1) }));
  return scored.map(({ id, score }) => ({ id, score: Math.min(1, score), why: why(id) }));
}

/** Both ways count, also where one of them found nothing. */
function whyLists(found: ReadonlyMap<number, unknown>): number[][] {
  return [[...found.keys()]];
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
