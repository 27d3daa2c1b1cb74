/**
 * Brings the nodes of one level into the order in which they were carried out: as they came in `a`, those that only `b`
 * has behind what came before them there, and none before what it depends on (a fork notes what it takes over all at
 * once, in the order of its document).
 * @param needs what a node depends on; names that are not in the lists count for nothing
 */
export function executionOrder(
  a: readonly string[],
  b: readonly string[],
  needs: (id: string) => readonly string[],
): string[] {
  const merged = mergedOrder(a, b);
  const place = new Map(merged.map((id, i) => [id, i]));
  const ordered: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (id: string): void => {
    // Two documents together may have a circle that none of them has: there the order stays as it is.
    if (state.has(id)) return;
    state.set(id, "open");
    const before = needs(id).filter((need) => place.has(need));
    for (const need of before.sort((x, y) => (place.get(x) as number) - (place.get(y) as number))) visit(need);
    state.set(id, "done");
    ordered.push(id);
  };
  for (const id of merged) visit(id);
  return ordered;
}

function mergedOrder(a: readonly string[], b: readonly string[]): string[] {
  const known = new Set(a);
  const behind = new Map<string, string[]>();
  let last = "";
  for (const id of b) {
    if (known.has(id)) last = id;
    else behind.set(last, [...(behind.get(last) ?? []), id]);
  }
  return [...(behind.get("") ?? []), ...a.flatMap((id) => [id, ...(behind.get(id) ?? [])])];
}
