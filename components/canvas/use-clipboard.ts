"use client";

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { placeOf } from "@/components/layout/press-place";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { absolutePlaces, commonParent, withInside } from "@/components/workflow-store/nesting";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { useCanvasStore } from "./canvas-context";
import { drawnFrameAt } from "./frames-on-canvas";
import type { Point } from "./new-node";
import { pastePlace } from "./paste-place";
import type { CanvasActions } from "./use-canvas-actions";
import { type PasteOptions, usePasteText } from "./use-paste-text";

/**
 * Copy, cut and paste through the system's clipboard, so that nodes go to another tab, a mail or an editor and back.
 * Listens to the browser's own events, which need no permission. `pointer`: where pasting goes, in the window; without
 * one it goes beside the originals.
 */
export function useClipboard(actions: CanvasActions, pointer: RefObject<Point | undefined>): void {
  const store = useWorkflowStore();
  const pasteText = usePasteText();
  const canvas = useCanvasStore();
  const flow = useReactFlow();

  useEffect(() => {
    function copy(event: ClipboardEvent): boolean {
      if (isOfSomethingElse(event)) return false;
      const text = actions.copyText();
      if (text === undefined) return false;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      return true;
    }

    function cut(event: ClipboardEvent) {
      if (!store.getState().isReadOnly && copy(event)) actions.removeSelection();
    }

    function paste(event: ClipboardEvent) {
      if (isOfSomethingElse(event)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (pasteText(text, pointer.current === undefined ? besideSelected() : atPointer(pointer.current)))
        event.preventDefault();
    }

    function atPointer(place: Point): PasteOptions {
      const at = flow.screenToFlowPosition(place);
      return { at, parentId: drawnFrameAt(flow, store.getState().document, at) };
    }

    /** In the container that the selection stands in. */
    function besideSelected(): PasteOptions {
      const { document: workflow, selection } = store.getState();
      return { at: besideOriginals, parentId: commonParent(workflow.nodes, selection.nodes) };
    }

    function besideOriginals(corner: Point): Point {
      const { left, top, right, bottom } = canvas.getState().pane?.getBoundingClientRect() ?? new DOMRect();
      const { x, y } = flow.screenToFlowPosition({ x: left, y: top });
      const end = flow.screenToFlowPosition({ x: right, y: bottom });
      const taken = [...absolutePlaces(store.getState().document.nodes).values()];
      return pastePlace(corner, taken, { x, y, width: end.x - x, height: end.y - y });
    }

    function onCopy(event: ClipboardEvent) {
      if (!copy(event)) return;
      const { document: workflow, selection } = store.getState();
      const { size } = withInside(workflow.nodes, selection.nodes);
      toast.done(`${formatPlural(size, "node")} copied.`, { id: "copied" });
    }

    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", paste);
    };
  }, [store, actions, pasteText, pointer, canvas, flow]);
}

/** Text that is typed or selected on the page belongs to the browser. */
function isOfSomethingElse(event: ClipboardEvent): boolean {
  const { isTyping, isInOverlay } = placeOf(event as unknown as KeyboardEvent);
  const hasSelectedText = event.type !== "paste" && window.getSelection()?.isCollapsed === false;
  return isTyping || isInOverlay || hasSelectedText;
}
