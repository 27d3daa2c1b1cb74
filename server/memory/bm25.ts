import { termSpace } from "@/drizzle/schema/vectors";
import type { TextTerms } from "@/server/memory/terms";

/**
 * BM25 as two vectors whose inner product is the score: how much a term counts in a text, and how rare it is. After
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with its usual k1 and b.
 */
const k1 = 1.2;
const b = 0.75;

/** Words without stop words of a usual passage: the true average would change each stored weight with each new text. */
const usualLength = 100;

/** What one term can count at most in a text. */
export const mostWeight = k1 + 1;

/** Of a text, as pgvector writes sparse vectors. */
export function textWeights({ counts, length }: TextTerms): string {
  const base = k1 * (1 - b + (b * length) / usualLength);
  return sparse([...counts].map(([term, count]) => [term, (count * mostWeight) / (count + base)]));
}

/** How much a term counts in a question: the rarer the more, and never nothing. */
export function rarity(chunksWithTerm: number, chunks: number): number {
  const most = Math.max(chunks, chunksWithTerm);
  return Math.log(1 + (most - chunksWithTerm + 0.5) / (chunksWithTerm + 0.5));
}

/** `{term:weight,…}/dimensions`, terms rising. */
export function sparse(weights: readonly (readonly [term: number, weight: number])[]): string {
  const sorted = weights.toSorted(([one], [other]) => one - other);
  return `{${sorted.map(([term, weight]) => `${term}:${weight.toFixed(4)}`).join(",")}}/${termSpace}`;
}
