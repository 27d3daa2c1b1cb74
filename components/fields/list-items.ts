type Item = Readonly<Record<string, unknown>>;

/** What "Add" appends; a name that an item has already gets a number. */
export function newItem(initial: Item, items: readonly Item[]): Item {
  const { name } = initial;
  if (typeof name !== "string") return { ...initial };
  const taken = new Set(items.map((item) => item.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  return { ...initial, name: free };
}

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = without(items, from);
  return [...rest.slice(0, to), items[from] as T, ...rest.slice(to)];
}

export function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, i) => i !== index);
}
