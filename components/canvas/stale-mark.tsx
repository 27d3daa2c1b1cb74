"use client";

import { ClockAlert } from "lucide-react";
import { useStaleSentence } from "@/components/run/use-stale-reason";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { NodeRun } from "@/nodes/core/node-run";

/** Says that the workflow as it is now would give something else, and leads to what the node gave. */
export function StaleMark({ run }: { run: NodeRun }) {
  const sentence = useStaleSentence(run.nodeId);
  const { showLastRun } = useWorkflowActions();
  if (sentence === undefined || run.status !== "completed") return null;
  return (
    <Tooltip content={sentence}>
      <button
        type="button"
        className="nodrag ml-auto shrink-0 rounded-sm hover:brightness-110"
        aria-label={`Stale: ${sentence}`}
        onClick={(event) => {
          event.stopPropagation();
          showLastRun(run.nodeId);
        }}
      >
        <Badge tone="running">
          <ClockAlert aria-hidden />
          stale
        </Badge>
      </button>
    </Tooltip>
  );
}
