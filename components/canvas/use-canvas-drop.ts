"use client";

import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useMemo } from "react";
import { nodeTypeMime } from "@/components/palette/node-type-mime";
import { toast } from "@/components/ui/toast";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { workflowLimits } from "@/nodes/core/workflow";
import { useCanvasStore } from "./canvas-context";
import { connectionAt } from "./connection-at";
import { drawnFrameAt } from "./frames-on-canvas";
import type { Point } from "./new-node";
import { cardSize } from "./port-sides";
import { snap, useAddNode } from "./use-add-node";
import { usePasteText } from "./use-paste-text";

/** Handlers for what is dropped onto the canvas: a node type from the palette, or a workflow file. */
export function useCanvasDrop() {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const addNode = useAddNode();
  const pasteText = usePasteText();
  const flow = useReactFlow();

  return useMemo(() => {
    const highlight = (insertInto: string | undefined, dropFrame: string | undefined) => {
      const before = canvas.getState();
      if (before.insertInto !== insertInto || before.dropFrame !== dropFrame)
        canvas.setState({ insertInto, dropFrame });
    };
    const frameBelow = (place: Point) => drawnFrameAt(flow, store.getState().document, place);
    const carries = ({ dataTransfer }: DragEvent) =>
      dataTransfer.types.includes(nodeTypeMime) ? "type" : dataTransfer.types.includes("Files") ? "file" : undefined;

    return {
      onDragOver: (event: DragEvent) => {
        const what = carries(event);
        if (what === undefined || store.getState().isReadOnly) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        const at = { x: event.clientX, y: event.clientY };
        highlight(what === "type" ? connectionAt(at) : undefined, frameBelow(flow.screenToFlowPosition(at)));
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) highlight(undefined, undefined);
      },
      onDrop: (event: DragEvent) => {
        const what = carries(event);
        highlight(undefined, undefined);
        if (what === undefined) return;
        event.preventDefault();
        const at = { x: event.clientX, y: event.clientY };
        const pointer = flow.screenToFlowPosition(at);
        const { x, y } = pointer;
        if (what === "type") {
          const position = { x: snap(x - cardSize.width / 2), y: snap(y - cardSize.header / 2) };
          addNode(event.dataTransfer.getData(nodeTypeMime), { position, pointer, insertInto: connectionAt(at) });
          canvas.getState().pane?.focus();
          return;
        }
        for (const file of event.dataTransfer.files) {
          if (file.size > workflowLimits.bytes) toast.failed(`${file.name} is larger than 5 MB.`);
          else
            void file
              .text()
              .then((text) => pasteText(text, { at: pointer, name: file.name, parentId: frameBelow(pointer) }));
        }
      },
    };
  }, [store, canvas, addNode, pasteText, flow]);
}
