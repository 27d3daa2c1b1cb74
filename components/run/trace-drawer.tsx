"use client";

import { History, SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { useFix } from "@/components/canvas/use-fix";
import { CompareWith } from "@/components/compare/compare-with";
import { ForkButton } from "@/components/fork/fork-button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { useRunSession, useRunView } from "./run-context";
import { RunHistory } from "./run-history";
import { TracePanel, type TraceTab } from "./trace-panel";

export interface TraceDrawerProps {
  /** Draws a button that closes it. */
  onClose?: () => void;
  tab: TraceTab;
  onTabChange: (tab: TraceTab) => void;
  /** The page of a past run: the scrubber always shows, and there is no history. */
  isRunPage?: boolean;
}

/** The trace of the run that the page looks at, tied to the open workflow: rows select nodes, "Fix" opens fields. */
export function TraceDrawer({ onClose, tab, onTabChange, isRunPage = false }: TraceDrawerProps) {
  const document = useWorkflow((state) => state.document);
  const definitions = useWorkflow((state) => state.definitions);
  const selected = useWorkflow((state) => state.selection.nodes);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { select } = useWorkflowActions();
  const fix = useFix();
  const [isReplay, setIsReplay] = useState(isRunPage);
  const hasRun = useRunView((view) => view.runId !== null);

  return (
    <TracePanel
      document={document}
      definitions={definitions}
      selected={selected}
      onSelectNode={(nodeId) => select(selectionOf([nodeId]))}
      onFix={isReadOnly ? undefined : fix}
      isReplay={isReplay && hasRun}
      tab={tab}
      onTabChange={onTabChange}
      actions={
        <span className="flex items-center">
          {!isRunPage && (
            <IconButton
              size="sm"
              label="Replay"
              icon={<SlidersHorizontal />}
              isPressed={isReplay}
              disabled={!hasRun}
              onClick={() => setIsReplay(!isReplay)}
            />
          )}
          {!isRunPage && <HistoryButton />}
          {!isRunPage && <CompareButton />}
          {!isRunPage && <ForkButton isIcon />}
          {onClose && <IconButton size="sm" label="Close the trace" icon={<X />} onClick={onClose} />}
        </span>
      }
    />
  );
}

function CompareButton() {
  const { workflowId } = useRunSession();
  const runId = useRunView((view) => view.runId);
  return <CompareWith isIcon runId={runId} workflowId={workflowId} />;
}

function HistoryButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label="Past runs"
      side="top"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      className="w-100 p-0"
      trigger={<IconButton size="sm" label="Past runs" icon={<History />} />}
    >
      <RunHistory onShown={() => setIsOpen(false)} />
    </Popover>
  );
}
