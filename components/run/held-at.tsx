"use client";

import { OctagonPause } from "lucide-react";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { heldNodes } from "./held-nodes";
import { useRunView } from "./run-context";

/** While a run is held: before which node. Leads to it. */
export function HeldAt() {
  const nodeId = useRunView((view) => heldNodes(view)[0]?.nodeId);
  const count = useRunView((view) => heldNodes(view).length);
  const { showLastRun } = useWorkflowActions();
  const title = useWorkflow(({ resolved }) => {
    const one = nodeId === undefined ? undefined : resolved.get(nodeId);
    return one?.node.name ?? one?.definition?.title ?? nodeId;
  });
  if (nodeId === undefined) return null;
  return (
    <Tooltip content={`Held before ${title}. Show what would go in.`}>
      <button
        type="button"
        onClick={() => showLastRun(nodeId)}
        className="flex h-7 min-w-0 max-w-40 items-center gap-1.5 rounded-md px-1.5 text-sm text-waiting hover:bg-hover max-xl:hidden 2xl:max-w-60"
      >
        <OctagonPause className="size-3.5 shrink-0" aria-hidden />
        <span className="truncate">
          Held before {title}
          {count > 1 && ` and ${count - 1} more`}
        </span>
      </button>
    </Tooltip>
  );
}
