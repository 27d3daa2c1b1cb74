/**
 * How much the places below the first count. From Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms
 * Condorcet and individual Rank Learning Methods" (2009), who found 60.
 */
const k = 60;

/** Lists of ids, each the best first, as one: `score` is 1 for what is first in all of them. */
export function fuseRanks(lists: readonly (readonly number[])[]): { readonly id: number; readonly score: number }[] {
  const sums = new Map<number, number>();
  for (const list of lists)
    for (const [place, id] of list.entries()) sums.set(id, (sums.get(id) ?? 0) + 1 / (k + place + 1));
  const best = lists.length / (k + 1);
  const fused = [...sums].map(([id, sum]) => ({ id, score: sum / best }));
  return fused.sort((one, other) => other.score - one.score || one.id - other.id);
}
