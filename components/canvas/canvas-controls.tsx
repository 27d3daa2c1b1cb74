"use client";

import { MiniMap, useStore } from "@xyflow/react";
import { Map as MapIcon, Maximize, Minus, Plus, Redo2, Undo2, Workflow } from "lucide-react";
import { useCallback } from "react";
import { kindOfType } from "@/components/palette/families";
import { IconButton } from "@/components/ui/icon-button";
import { kindColor } from "@/components/ui/kind";
import { useWorkflow, useWorkflowActions, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { CanvasActions } from "./use-canvas-actions";
import type { CanvasNode } from "./use-flow-nodes";

export interface CanvasControlsProps {
  actions: CanvasActions;
  hasMinimap: boolean;
  onToggleMinimap: () => void;
}

/** Undo, zoom, fit, tidy and the map, in the corner of the canvas. */
export function CanvasControls({ actions, hasMinimap, onToggleMinimap }: CanvasControlsProps) {
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  return (
    <div className="pointer-events-none absolute inset-x-3 bottom-3 z-10 flex items-end justify-between gap-3">
      <div className="pointer-events-auto flex items-center gap-0.5 rounded-lg border border-line-strong bg-panel p-0.5">
        {!isReadOnly && <UndoButtons />}
        <IconButton size="sm" label="Zoom out" kbd="-" icon={<Minus />} onClick={actions.zoomOut} />
        <ZoomLevel onClick={actions.zoomToActual} />
        <IconButton size="sm" label="Zoom in" kbd="+" icon={<Plus />} onClick={actions.zoomIn} />
        <IconButton size="sm" label="Fit the workflow" kbd="f" icon={<Maximize />} onClick={actions.fit} />
        {!isReadOnly && (
          <IconButton size="sm" label="Tidy" kbd="shift+t" icon={<Workflow />} onClick={() => void actions.tidy()} />
        )}
        <IconButton size="sm" label="Map" icon={<MapIcon />} isPressed={hasMinimap} onClick={onToggleMinimap} />
      </div>
      {hasMinimap && <Minimap />}
    </div>
  );
}

function UndoButtons() {
  const { undo, redo } = useWorkflowActions();
  const undoLabel = useWorkflow(({ history }) => history.past.at(-1)?.label);
  const redoLabel = useWorkflow(({ history }) => history.future.at(-1)?.label);
  return (
    <>
      <IconButton
        size="sm"
        label={undoLabel ? `Undo: ${undoLabel}` : "Undo"}
        kbd="mod+z"
        icon={<Undo2 />}
        disabled={!undoLabel}
        onClick={undo}
      />
      <IconButton
        size="sm"
        label={redoLabel ? `Redo: ${redoLabel}` : "Redo"}
        kbd="mod+shift+z"
        icon={<Redo2 />}
        disabled={!redoLabel}
        onClick={redo}
      />
      <span className="mx-1 h-4 w-px bg-line" aria-hidden />
    </>
  );
}

function ZoomLevel({ onClick }: { onClick: () => void }) {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <button
      type="button"
      onClick={onClick}
      title="Zoom to 100%"
      className="h-6 w-10 rounded-md text-center text-dim text-xs hover:bg-hover hover:text-ink"
      data-numeric
    >
      {percent}%
    </button>
  );
}

function Minimap() {
  const store = useWorkflowStore();
  const colorOf = useCallback(
    (node: CanvasNode) => {
      // What stands in a frame shows through it.
      if (node.type === "frame") return "color-mix(in srgb, var(--color-line-strong) 45%, transparent)";
      const definition = store.getState().resolved.get(node.id)?.definition;
      const kind = kindOfType(definition);
      return kind === "any"
        ? "var(--color-line-strong)"
        : `color-mix(in srgb, ${kindColor(kind)} 65%, var(--color-panel))`;
    },
    [store],
  );
  return (
    <MiniMap<CanvasNode>
      className="pointer-events-auto relative! m-0! overflow-hidden rounded-lg border border-line-strong"
      style={{ width: 168, height: 112 }}
      nodeColor={colorOf}
      nodeBorderRadius={24}
      pannable
      zoomable
      ariaLabel="Map of the workflow"
    />
  );
}
