/** Where a passage stands in one list, seen from another one. */
export type Move =
  | { readonly kind: "same" }
  | { readonly kind: "up" | "down"; readonly places: number }
  | { readonly kind: "new" };

/** For each passage of `results`, how its place differs from the one in `before`. */
export function movesOf(
  results: readonly { readonly id: string }[],
  before: readonly { readonly id: string }[],
): ReadonlyMap<string, Move> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  return new Map(results.map(({ id }, place) => [id, moveOf(place, places.get(id))]));
}

function moveOf(place: number, before: number | undefined): Move {
  if (before === undefined) return { kind: "new" };
  if (before === place) return { kind: "same" };
  return { kind: place < before ? "up" : "down", places: Math.abs(before - place) };
}

/** How two lists differ, as a sentence. */
export function comparisonSentence(
  left: readonly { readonly id: string }[],
  right: readonly { readonly id: string }[],
): string {
  const shared = right.filter(({ id }) => left.some((one) => one.id === id)).length;
  if (left.length === 0 && right.length === 0) return "Neither finds anything.";
  if (shared === 0) return "They have no passage in common.";
  const isSame = left.length === right.length && left.every(({ id }, place) => right[place]?.id === id);
  if (isSame) return "Both find the same passages in the same order.";
  if (shared === left.length && shared === right.length) return "Both find the same passages, in another order.";
  return `${shared} in common, ${left.length - shared} only in A, ${right.length - shared} only in B.`;
}

/** What a move is called beside its arrow. */
export function moveWords(move: Move): string {
  if (move.kind === "new") return "not in A";
  if (move.kind === "same") return "same place";
  return `${move.places} ${move.kind}`;
}
