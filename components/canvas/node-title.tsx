"use client";

import { useRef } from "react";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { useCanvas, useCanvasStore } from "./canvas-context";

/** The name on a card; a double click edits it. */
export function NodeTitle({ nodeId, title, typeTitle }: { nodeId: string; title: string; typeTitle: string }) {
  const canvas = useCanvasStore();
  const isRenaming = useCanvas(({ renaming }) => renaming === nodeId);
  if (isRenaming) return <TitleField nodeId={nodeId} title={title} typeTitle={typeTitle} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the menu rename too
    <b
      className="min-w-0 flex-1 truncate font-semibold"
      title={title}
      onDoubleClick={(event) => {
        event.stopPropagation();
        canvas.setState({ renaming: nodeId });
      }}
    >
      {title}
    </b>
  );
}

function TitleField({ nodeId, title, typeTitle }: { nodeId: string; title: string; typeTitle: string }) {
  const canvas = useCanvasStore();
  const { renameNode } = useWorkflowActions();
  const isCanceled = useRef(false);

  function end(name: string) {
    canvas.setState({ renaming: undefined });
    if (!isCanceled.current && name.trim() !== title) renameNode(nodeId, name.trim() === typeTitle ? "" : name);
    canvas.getState().pane?.focus();
  }

  return (
    <input
      className="nodrag -mx-1 h-6 min-w-0 flex-1 rounded-sm border border-edge bg-canvas px-1 font-semibold outline-none"
      aria-label="Name"
      // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
      autoFocus
      defaultValue={title}
      maxLength={200}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") isCanceled.current = true;
        if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
