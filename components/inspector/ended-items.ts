import type { ItemEnd, ItemTally } from "@/nodes/core/node-run";

export interface EndedItemsPage {
  readonly shown: readonly (readonly [index: number, end: NonNullable<ItemEnd>])[];
  readonly hasMore: boolean;
}

/** The first items of a container that are over, by index; the list has holes where items are still under way. */
export function endedItems(
  { ends }: ItemTally,
  { limit, isFailedOnly }: { limit: number; isFailedOnly: boolean },
): EndedItemsPage {
  const shown: [number, NonNullable<ItemEnd>][] = [];
  for (let index = 0; index < ends.length; index += 1) {
    const end = ends[index];
    if (end === undefined || (isFailedOnly && end.error === undefined)) continue;
    if (shown.length === limit) return { shown, hasMore: true };
    shown.push([index, end]);
  }
  return { shown, hasMore: false };
}
