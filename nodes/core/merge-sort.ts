/** Sorts stably with a question that takes time; `isAfter(a, b)` says whether `a` belongs behind `b`. */
export async function sortWith<Item>(
  list: readonly Item[],
  isAfter: (a: Item, b: Item) => Promise<boolean>,
): Promise<Item[]> {
  let sorted = [...list];
  for (let width = 1; width < sorted.length; width *= 2) {
    const merged: Item[] = [];
    for (let start = 0; start < sorted.length; start += 2 * width) {
      await mergeInto(merged, sorted, start, width, isAfter);
    }
    sorted = merged;
  }
  return sorted;
}

async function mergeInto<Item>(
  merged: Item[],
  list: readonly Item[],
  start: number,
  width: number,
  isAfter: (a: Item, b: Item) => Promise<boolean>,
): Promise<void> {
  const middle = Math.min(start + width, list.length);
  const end = Math.min(start + 2 * width, list.length);
  let left = start;
  let right = middle;
  while (left < middle && right < end) {
    const takeRight = await isAfter(list[left] as Item, list[right] as Item);
    merged.push(list[takeRight ? right++ : left++] as Item);
  }
  for (; left < middle; left++) merged.push(list[left] as Item);
  for (; right < end; right++) merged.push(list[right] as Item);
}
