"use client";

import { ArrowRightToLine, OctagonPause, Pin, PinOff, Play, Square } from "lucide-react";
import type { ReactElement } from "react";
import { useSelectionHold } from "@/components/run/breakpoints-context";
import { useRunView } from "@/components/run/run-context";
import { nodeRunOf } from "@/components/run/run-store";
import { hasOutputToPin, usePin } from "@/components/run/use-pin";
import { useRunNode } from "@/components/run/use-run-node";
import { ContextMenu, type MenuEntries } from "@/components/ui/menu";
import { useSelectedNodeId, useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
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
  const selectedId = useSelectedNodeId();
  const runNode = useRunNode(selectedId);
  const pin = usePin(selectedId);
  const shownRun = useRunView((view) => (selectedId === undefined ? undefined : nodeRunOf(view, selectedId)));
  const hold = useSelectionHold();
  const canEdit = !isReadOnly;

  const aboutNodes: MenuEntries = [
    nodeCount === 1 && { label: "Settings", kbd: "enter", onSelect: openInspector },
    canEdit && nodeCount === 1 && { label: "Rename", kbd: "f2", onSelect: () => actions.rename() },
    canEdit && nodeCount === 1 && { label: "Connect to…", kbd: "c", onSelect: actions.connectByKeys },
    canEdit && { label: "Duplicate", kbd: "mod+d", onSelect: actions.duplicate },
    canEdit && { label: "Disable or enable", kbd: "mod+e", onSelect: actions.toggleDisabled },
    runNode !== undefined && { type: "separator" },
    runNode !== undefined && {
      label: runNode.labels.from,
      icon: <Play />,
      kbd: "mod+shift+enter",
      onSelect: () => runNode.run("from"),
    },
    runNode !== undefined && {
      label: runNode.labels.to,
      icon: <ArrowRightToLine />,
      onSelect: () => runNode.run("to"),
    },
    runNode !== undefined && { label: runNode.labels.alone, icon: <Square />, onSelect: () => runNode.run("alone") },
    (pin !== undefined || hold !== undefined) && { type: "separator" },
    pin?.isPinned === true && { label: "Unpin the output", icon: <PinOff />, kbd: "p", onSelect: pin.unpin },
    pin?.isPinned === false &&
      hasOutputToPin(shownRun) && {
        label: "Pin this output",
        icon: <Pin />,
        kbd: "p",
        onSelect: () => pin.pinOutput(shownRun),
      },
    hold !== undefined && {
      label: hold.isOn ? "Remove the breakpoint" : "Hold before it runs",
      icon: <OctagonPause />,
      kbd: "b",
      onSelect: hold.toggle,
    },
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
