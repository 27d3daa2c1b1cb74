"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRunStoreActions, useRunView } from "@/components/run/run-context";
import { numberOfItem, visibleItems } from "@/components/run/shown-item";
import { IconButton } from "@/components/ui/icon-button";
import { itemsAround } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";

/**
 * Chooses the item whose work the nodes inside show, among those that are under way or ended last. Past the last one the
 * latest is followed again.
 */
export function ItemStepper({ run }: { run: NodeRun }) {
  const key = nodeRunKey(run.nodeId, run.path);
  // As text, so that it is the same while it says the same.
  const list = useRunView((view) => visibleItems(view, key).join("\n"));
  const chosen = useRunView((view) => view.chosen.get(run.nodeId));
  const { lookAt, followItems } = useRunStoreActions();
  const items = list === "" ? [] : list.split("\n");
  if (items.length < 2) return null;
  const chosenAt = items.indexOf(chosen ?? "");
  const at = chosenAt === -1 ? items.length : chosenAt;
  function go(place: number) {
    const item = items[place];
    // The item of a loop in a loop is one of an outer item, which is shown with it.
    if (item === undefined) followItems(run.nodeId);
    else lookAt(itemsAround(item));
  }
  return (
    <span className="nodrag flex items-center gap-0.5">
      <IconButton
        size="sm"
        label="Look at the item before"
        icon={<ChevronLeft />}
        disabled={at === 0}
        onClick={() => go(at - 1)}
      />
      <span className="min-w-12 text-center text-xs">
        {chosenAt === -1 ? "Latest" : `Item ${numberOfItem(items[chosenAt] ?? "")}`}
      </span>
      <IconButton
        size="sm"
        label="Look at the next item"
        icon={<ChevronRight />}
        disabled={at >= items.length}
        onClick={() => go(at + 1)}
      />
    </span>
  );
}
