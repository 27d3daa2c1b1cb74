"use client";

import { useMemo } from "react";
import type { Command } from "@/components/layout/command-registry";
import { useCommands, useShortcuts } from "@/components/layout/commands";
import { NodeIcon } from "@/components/palette/node-icon";
import { toast } from "@/components/ui/toast";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { useAddNode } from "./use-add-node";
import type { CanvasActions } from "./use-canvas-actions";

const group = "Canvas";

/** Bound by the canvas itself, while it has the focus, or by the browser. */
const canvasShortcuts = [
  { group, label: "Copy", keys: "mod+c" },
  { group, label: "Cut", keys: "mod+x" },
  { group, label: "Paste at the pointer", keys: "mod+v" },
  { group, label: "Delete", keys: "delete" },
  { group, label: "Move the selection", keys: "arrowright" },
  { group, label: "Move it further", keys: "shift+arrowright" },
  { group, label: "Next node along the graph", keys: "tab" },
  { group, label: "Previous node", keys: "shift+tab" },
  { group, label: "Settings of the node", keys: "enter" },
  { group, label: "Rename", keys: "f2" },
  { group, label: "Connect to…", keys: "c" },
  { group, label: "Add a node…", keys: "a" },
  { group, label: "Select nothing", keys: "escape" },
] as const;

/** What the canvas offers in the command menu and on the keyboard. */
export function CanvasCommands({ actions }: { actions: CanvasActions }) {
  useEditCommands(actions);
  useNodeCommands(actions);
  useShortcuts(canvasShortcuts);
  return null;
}

function useEditCommands(actions: CanvasActions) {
  const { undo, redo } = useWorkflowActions();
  const undoLabel = useWorkflow(({ history }) => history.past.at(-1)?.label);
  const redoLabel = useWorkflow(({ history }) => history.future.at(-1)?.label);
  const isNothingSelected = useWorkflow(({ selection }) => selection.nodes.size === 0);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const edit = (command: Omit<Command, "group">): Command => ({
    ...command,
    group,
    isDisabled: isReadOnly || command.isDisabled,
  });

  useCommands([
    edit({
      id: "canvas.undo",
      label: undoLabel ? `Undo: ${undoLabel}` : "Undo",
      keys: "mod+z",
      isDisabled: !undoLabel,
      run: undo,
    }),
    edit({
      id: "canvas.redo",
      label: redoLabel ? `Redo: ${redoLabel}` : "Redo",
      keys: ["mod+shift+z", "mod+y"],
      isDisabled: !redoLabel,
      run: redo,
    }),
    edit({
      id: "canvas.duplicate",
      label: "Duplicate",
      keys: "mod+d",
      isDisabled: isNothingSelected,
      run: actions.duplicate,
    }),
    edit({
      id: "canvas.disable",
      label: "Disable or enable",
      keys: "mod+e",
      isDisabled: isNothingSelected,
      run: actions.toggleDisabled,
    }),
    edit({
      id: "canvas.tidy",
      label: "Tidy",
      keys: "shift+t",
      keywords: ["layout", "arrange", "auto"],
      run: () => void actions.tidy(),
    }),
    ...(["left", "center", "right", "top", "middle", "bottom"] as const).map((alignment) =>
      edit({
        id: `canvas.align.${alignment}`,
        label: `Align ${alignment}`,
        isDisabled: isNothingSelected,
        run: () => actions.align(alignment),
      }),
    ),
    { id: "canvas.all", label: "Select all", group, keys: "mod+a", run: actions.selectAll },
    { id: "canvas.fit", label: "Fit the workflow", group, keys: "shift+1", run: actions.fit },
    {
      id: "canvas.fit-selection",
      label: "Fit the selection",
      group,
      keys: "shift+2",
      isDisabled: isNothingSelected,
      run: actions.fitSelection,
    },
    { id: "canvas.actual", label: "Zoom to 100%", group, keys: "shift+0", run: actions.zoomToActual },
    { id: "canvas.zoom-in", label: "Zoom in", group, keys: "+", run: actions.zoomIn },
    { id: "canvas.zoom-out", label: "Zoom out", group, keys: "-", run: actions.zoomOut },
    {
      id: "canvas.copy-json",
      label: "Copy the selection as JSON",
      group,
      isDisabled: isNothingSelected,
      listed: "menu",
      run: () => {
        const text = actions.copyText();
        if (text === undefined) return;
        navigator.clipboard.writeText(text).then(
          () => toast.done("Copied as JSON."),
          () =>
            toast.failed("The browser does not let this page write to the clipboard.", {
              description: "Select the nodes and press Ctrl+C or ⌘C.",
            }),
        );
      },
    },
  ]);
}

/** "Add Agent", and a way to every node by its name. */
function useNodeCommands({ show }: CanvasActions) {
  const addNode = useAddNode();
  const nodes = useWorkflow((state) => state.document.nodes);
  const definitions = useWorkflow((state) => state.definitions);

  const jumps = useMemo(
    () =>
      nodes.map((node): Command => {
        const definition = definitions.get(node.type);
        return {
          id: `node:${node.id}`,
          label: node.name ?? definition?.title ?? node.type,
          group: "Nodes",
          detail: node.id,
          icon: <NodeIcon definition={definition} />,
          keywords: ["jump", "go", node.id, node.type],
          listed: "menu",
          run: () => show(node.id),
        };
      }),
    [nodes, definitions, show],
  );
  const adds = useMemo(
    () =>
      [...definitions.values()].map(
        (definition): Command => ({
          id: `add:${definition.type}`,
          label: `Add ${definition.title.toLowerCase()}`,
          group: "Add",
          icon: <NodeIcon definition={definition} />,
          keywords: ["new", "node", ...(definition.keywords ?? [])],
          listed: "menu",
          run: () => addNode(definition.type),
        }),
      ),
    [definitions, addNode],
  );
  // What is registered last stands first.
  useCommands(adds);
  useCommands(jumps);
}
