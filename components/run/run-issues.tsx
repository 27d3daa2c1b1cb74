"use client";

import { CircleAlert } from "lucide-react";
import { Popover as RadixPopover } from "radix-ui";
import type { ReactElement } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";
import { formatPlural } from "@/components/ui/format";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { Issue } from "@/nodes/core/issue";
import type { StartRun } from "./use-start-run";

/** Below the Run button: what has to change before the workflow runs, each line opening its field. */
export function RunIssues({ starting, children }: { starting: StartRun; children: ReactElement }) {
  const { phase, dismiss, showIssue } = starting;
  const issues = phase.type === "issues" ? phase.issues : [];
  // The inspector opens at the field of the first issue: the list stands over the canvas, beside it.
  const pane = useCanvas((state) => state.pane);
  return (
    <RadixPopover.Root open={phase.type === "issues"} onOpenChange={(isOpen) => !isOpen && dismiss()}>
      <RadixPopover.Anchor asChild>{children}</RadixPopover.Anchor>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label="What has to change first"
          align="end"
          sideOffset={6}
          collisionBoundary={pane}
          collisionPadding={8}
          sticky="always"
          // The canvas gets narrower when the inspector opens, and nothing tells the popover of that.
          updatePositionStrategy="always"
          // The field of the first issue has the focus: it is what the person will type in.
          onFocusOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 grid max-h-96 w-90 animate-appear overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-overlay outline-none"
        >
          <p role="alert" className="px-2 pt-1.5 pb-1 font-medium">
            {issues.length === 1
              ? "One thing has to change first"
              : `${formatPlural(issues.length, "thing")} have to change first`}
          </p>
          {issues.map((issue) => (
            <IssueLine key={`${issue.path} ${issue.code} ${issue.message}`} issue={issue} onShow={showIssue} />
          ))}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}

export function IssueLine({ issue, onShow }: { issue: Issue; onShow: (issue: Issue) => void }) {
  const title = useNodeTitle(issue.nodeId);
  return (
    <button
      type="button"
      disabled={issue.nodeId === undefined}
      onClick={() => onShow(issue)}
      className="flex w-full items-start gap-2 rounded-md px-2 py-1.5 text-left enabled:hover:bg-hover"
    >
      <CircleAlert
        aria-label={issue.severity === "error" ? "Error" : "Warning"}
        className={
          issue.severity === "error" ? "mt-0.5 size-3.5 shrink-0 text-bad" : "mt-0.5 size-3.5 shrink-0 text-running"
        }
      />
      <span className="min-w-0 text-pretty">
        {title !== undefined && <span className="font-medium">{title}: </span>}
        <span className={title === undefined ? undefined : "text-dim"}>{issue.message}</span>
      </span>
    </button>
  );
}

function useNodeTitle(nodeId: string | undefined): string | undefined {
  return useWorkflow(({ resolved }) => {
    const one = nodeId === undefined ? undefined : resolved.get(nodeId);
    return one && (one.node.name || one.definition?.title || one.node.type);
  });
}
