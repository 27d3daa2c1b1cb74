"use client";

import type { ReactElement } from "react";
import { ContextMenu, type MenuEntries } from "@/components/ui/menu";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { CanvasActions } from "./use-canvas-actions";

export interface CanvasMenuProps {
  actions: CanvasActions;
  addNode: () => void;
  openInspector: () => void;
  children: ReactElement;
}

/** The menu of the right mouse button: about what is selected, else about the canvas. */
export function CanvasMenu({ actions, addNode, openInspector, children }: CanvasMenuProps) {
  const { undo } = useWorkflowActions();
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const nodeCount = useWorkflow(({ selection }) => selection.nodes.size);
  const connectionCount = useWorkflow(({ selection }) => selection.connections.size);
  const undoLabel = useWorkflow(({ history }) => history.past.at(-1)?.label);
  const canEdit = !isReadOnly;

  const aboutNodes: MenuEntries = [
    nodeCount === 1 && { label: "Settings", kbd: "enter", onSelect: openInspector },
    canEdit && nodeCount === 1 && { label: "Rename", kbd: "f2", onSelect: () => actions.rename() },
    canEdit && nodeCount === 1 && { label: "Connect to…", kbd: "c", onSelect: actions.connectByKeys },
    canEdit && { label: "Duplicate", kbd: "mod+d", onSelect: actions.duplicate },
    canEdit && { label: "Disable or enable", kbd: "mod+e", onSelect: actions.toggleDisabled },
    canEdit &&
      nodeCount > 1 && {
        type: "submenu",
        label: "Align",
        entries: (["left", "center", "right", "top", "middle", "bottom"] as const).map((alignment) => ({
          label: alignment[0]?.toUpperCase() + alignment.slice(1),
          onSelect: () => actions.align(alignment),
        })),
      },
    canEdit && { type: "separator" },
    canEdit && { label: "Delete", kbd: "delete", tone: "danger", onSelect: actions.removeSelection },
  ];
  const aboutCanvas: MenuEntries = [
    canEdit && { label: "Add a node…", kbd: "a", onSelect: addNode },
    canEdit && undoLabel !== undefined && { label: `Undo: ${undoLabel}`, kbd: "mod+z", onSelect: undo },
    canEdit && { label: "Tidy", kbd: "shift+t", onSelect: () => void actions.tidy() },
    { label: "Select all", kbd: "mod+a", onSelect: actions.selectAll },
    { label: "Fit the workflow", kbd: "f", onSelect: actions.fit },
  ];
  const aboutConnections: MenuEntries = [
    canEdit && { label: "Delete", kbd: "delete", tone: "danger", onSelect: actions.removeSelection },
  ];
  const entries = nodeCount > 0 ? aboutNodes : connectionCount > 0 ? aboutConnections : aboutCanvas;
  return <ContextMenu entries={entries}>{children}</ContextMenu>;
}
