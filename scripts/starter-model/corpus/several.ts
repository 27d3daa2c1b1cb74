/** Different values of one kind. */
export function several<T>(count: number, draw: () => T): T[] {
  const found = new Set<T>();
  for (let tries = 0; found.size < count; tries++) {
    if (tries > 1_000) throw new Error(`There are no ${count} different values.`);
    found.add(draw());
  }
  return [...found];
}
