"use client";

import { useSelectedNodeId, useWorkflow } from "@/components/workflow-store/workflow-context";
import { NodeInspector } from "./node-inspector";
import { RunInspector } from "./run-inspector";
import { SelectionInspector } from "./selection-inspector";
import { WorkflowInspector } from "./workflow-inspector";

export interface InspectorProps {
  /** Draws a button that closes it. */
  onClose?: () => void;
}

/** What is selected and how it is set; with nothing selected, the workflow (or the past run) as a whole. */
export function Inspector({ onClose }: InspectorProps) {
  const nodeId = useSelectedNodeId();
  const count = useWorkflow((state) => state.selection.nodes.size + state.selection.connections.size);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  return (
    <aside aria-label="Inspector" data-region className="flex h-full min-h-0 flex-col bg-panel">
      {nodeId !== undefined ? (
        <NodeInspector key={nodeId} nodeId={nodeId} onClose={onClose} />
      ) : count > 0 ? (
        <SelectionInspector onClose={onClose} />
      ) : isReadOnly ? (
        <RunInspector onClose={onClose} />
      ) : (
        <WorkflowInspector onClose={onClose} />
      )}
    </aside>
  );
}
