"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRunStoreActions, useRunView } from "@/components/run/run-context";
import { numberOfItem, visibleItems } from "@/components/run/shown-item";
import { IconButton } from "@/components/ui/icon-button";
import type { NodeRun } from "@/nodes/core/node-run";

/**
 * Chooses the item whose work the nodes inside show, among those that are under way or ended last. Past the last one the
 * latest is followed again.
 */
export function ItemStepper({ run }: { run: NodeRun }) {
  const { nodeId } = run;
  // As text, so that it is the same while it says the same.
  const list = useRunView((view) => visibleItems(view, nodeId).join("\n"));
  const chosen = useRunView((view) => view.chosen.get(nodeId));
  const { lookAt } = useRunStoreActions();
  const items = list === "" ? [] : list.split("\n");
  if (items.length < 2) return null;
  const at = chosen === undefined ? items.length : items.indexOf(chosen);
  const go = (place: number) => lookAt(nodeId, items[place] ?? null);
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
        {chosen === undefined ? "Latest" : `Item ${numberOfItem(chosen)}`}
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
