"use client";

import { TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { useNodeIssues, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { fieldOfPath } from "./field-of-path";

/** Says that something is missing or wrong, and leads to the field. */
export function NodeIssueMarker({ nodeId }: { nodeId: string }) {
  const issues = useNodeIssues(nodeId);
  const { focusField } = useWorkflowActions();
  const first = issues.find(({ severity }) => severity === "error") ?? issues[0];
  if (first === undefined) return null;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return (
    <Tooltip content={first.message + more} side="top">
      <button
        type="button"
        aria-label={`${first.message}${more}`}
        data-issues={issues.length}
        className={cn(
          "nodrag grid size-5 shrink-0 place-items-center rounded-sm hover:bg-hover [&_svg]:size-3.5",
          first.severity === "error" ? "text-bad" : "text-running",
        )}
        onClick={() => focusField(nodeId, fieldOfPath(first.path))}
      >
        <TriangleAlert />
      </button>
    </Tooltip>
  );
}
