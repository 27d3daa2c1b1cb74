import { nodeRunKey } from "@/nodes/core/node-run";
import type { EndedItem, RunState } from "@/nodes/core/run-state";
import type { TraceEventOf } from "@/nodes/core/trace-event";

/** The items that each container ended last, by its node run's key, the newest at the end. */
export type EndedItems = Map<string, readonly EndedItem[]>;

/** The fold forgets all but the last one of each container; somebody looks at a few more. */
export const mostEndedItems = 5;

/** Takes over what the fold has just noted of an item's end. What was inside an item that is let go goes with it. */
export function noteEndedItem(ended: EndedItems, run: RunState, event: TraceEventOf<"item.ended">): void {
  const key = nodeRunKey(event.nodeId, event.path);
  const item = run.lastItems.get(key);
  if (item === undefined) return;
  const items = [...(ended.get(key) ?? []).filter(({ path }) => path !== item.path), item];
  for (const { path } of items.splice(0, items.length - mostEndedItems)) {
    for (const inner of ended.keys()) if (inner.startsWith(`${path}/`)) ended.delete(inner);
  }
  ended.set(key, items);
}
