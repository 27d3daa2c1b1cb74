"use client";

import { useMemo } from "react";
import type { Command } from "@/components/layout/command-registry";
import { useCommands, useShortcuts } from "@/components/layout/commands";
import { NodeIcon } from "@/components/palette/node-icon";
import { toast } from "@/components/ui/toast";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { useAddNode } from "./use-add-node";
import type { CanvasActions } from "./use-canvas-actions";
import { useRunCommands } from "./use-run-commands";

const edit = "Edit";
const view = "View";
const canvas = "On the canvas";

/** Bound by the canvas itself, while it has the focus, or by the browser. */
const canvasShortcuts = [
  { group: edit, label: "Copy", keys: "mod+c" },
  { group: edit, label: "Cut", keys: "mod+x" },
  { group: edit, label: "Paste at the pointer", keys: "mod+v" },
  { group: edit, label: "Delete", keys: "delete" },
  { group: canvas, label: "Move the selection", keys: "arrowright" },
  { group: canvas, label: "Move it further", keys: "shift+arrowright" },
  { group: canvas, label: "Next node along the graph", keys: "tab" },
  { group: canvas, label: "Previous node", keys: "shift+tab" },
  { group: canvas, label: "Settings of the node", keys: "enter" },
  { group: canvas, label: "Rename", keys: "f2" },
  { group: canvas, label: "Connect to…", keys: "c" },
  { group: canvas, label: "Add a node…", keys: "a" },
  { group: canvas, label: "Select nothing", keys: "escape" },
] as const;

/** What the canvas offers in the command menu and on the keyboard. */
export function CanvasCommands({ actions }: { actions: CanvasActions }) {
  useEditCommands(actions);
  useNodeCommands(actions);
  useRunCommands();
  useShortcuts(canvasShortcuts);
  return null;
}

function useEditCommands(actions: CanvasActions) {
  const { undo, redo } = useWorkflowActions();
  const undoLabel = useWorkflow(({ history }) => history.past.at(-1)?.label);
  const redoLabel = useWorkflow(({ history }) => history.future.at(-1)?.label);
  const isNothingSelected = useWorkflow(({ selection }) => selection.nodes.size === 0);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const change = (command: Omit<Command, "group">): Command => ({
    ...command,
    group: edit,
    isDisabled: isReadOnly || command.isDisabled,
  });

  useCommands([
    change({
      id: "canvas.undo",
      label: undoLabel ? `Undo: ${undoLabel}` : "Undo",
      keys: "mod+z",
      isDisabled: !undoLabel,
      run: undo,
    }),
    change({
      id: "canvas.redo",
      label: redoLabel ? `Redo: ${redoLabel}` : "Redo",
      keys: ["mod+shift+z", "mod+y"],
      isDisabled: !redoLabel,
      run: redo,
    }),
    change({
      id: "canvas.duplicate",
      label: "Duplicate",
      keys: "mod+d",
      isDisabled: isNothingSelected,
      run: actions.duplicate,
    }),
    change({
      id: "canvas.disable",
      label: "Disable or enable",
      keys: "mod+e",
      isDisabled: isNothingSelected,
      run: actions.toggleDisabled,
    }),
    change({
      id: "canvas.tidy",
      label: "Tidy",
      keys: "shift+t",
      keywords: ["layout", "arrange", "auto"],
      run: () => void actions.tidy(),
    }),
    ...(["left", "center", "right", "top", "middle", "bottom"] as const).map((alignment) =>
      change({
        id: `canvas.align.${alignment}`,
        label: `Align ${alignment}`,
        isDisabled: isNothingSelected,
        run: () => actions.align(alignment),
      }),
    ),
    { id: "canvas.all", label: "Select all", group: edit, keys: "mod+a", run: actions.selectAll },
    { id: "canvas.fit", label: "Fit the workflow", group: view, keys: "f", run: actions.fit },
    {
      id: "canvas.fit-selection",
      label: "Fit the selection",
      group: view,
      keys: "shift+f",
      isDisabled: isNothingSelected,
      run: actions.fitSelection,
    },
    { id: "canvas.actual", label: "Zoom to 100%", group: view, keys: "0", run: actions.zoomToActual },
    { id: "canvas.zoom-in", label: "Zoom in", group: view, keys: "+", run: actions.zoomIn },
    { id: "canvas.zoom-out", label: "Zoom out", group: view, keys: "-", run: actions.zoomOut },
    {
      id: "canvas.copy-json",
      label: "Copy the selection as JSON",
      group: edit,
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
function useNodeCommands({ jump }: CanvasActions) {
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
          run: () => jump(node.id),
        };
      }),
    [nodes, definitions, jump],
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
