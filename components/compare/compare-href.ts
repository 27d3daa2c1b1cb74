/** The page that shows two runs side by side. */
export function compareHref(a: string, b: string): string {
  return `/runs/compare?${new URLSearchParams({ a, b })}`;
}

/** The same with the older one on the left: ids of runs rise with time. */
export function compareInOrder(one: string, other: string): string {
  return one < other ? compareHref(one, other) : compareHref(other, one);
}
