/** The names that someone who wrote `name` may have meant, nearest first, three at most. */
export function nearNames(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  return [...candidates]
    .slice(0, 1000)
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase().slice(0, 64)) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** ` Did you mean "a" or "b"?`, ` There is "a", "b".`, or nothing where there are no candidates. */
export function suggestNames(name: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const near = nearNames(name.slice(0, 64), all);
  if (near.length > 0) return ` Did you mean ${near.map((each) => `"${each}"`).join(" or ")}?`;
  if (all.length === 0) return "";
  const shown = all.slice(0, 8).map((each) => `"${each}"`);
  return ` There is ${shown.join(", ")}${all.length > shown.length ? " and more" : ""}.`;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
