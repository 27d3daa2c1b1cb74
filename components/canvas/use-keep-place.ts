"use client";

import { useNodesInitialized, useReactFlow } from "@xyflow/react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { useCanvas, useCanvasStore } from "./canvas-context";
import { topologicalOrder } from "./graph-order";
import { openingView } from "./opening-view";
import { boxOf, reveal } from "./reveal";

/**
 * Where the view stands without anybody's doing: it opens on the workflow, and when a panel opens or closes, each card
 * stays where it is on the screen. Only as long as nobody moved the view, a change of height fits the workflow anew.
 */
export function useKeepPlace(): void {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const pane = useCanvas((state) => state.pane);
  const flow = useReactFlow();
  const isMeasured = useNodesInitialized();
  const isOpened = useRef(false);
  const open = useRef(() => {});

  open.current = () => {
    const { document: workflow } = store.getState();
    const start = flow.getInternalNode(topologicalOrder(workflow)[0] ?? "");
    if (pane === null || start === undefined) return;
    void flow.setViewport(
      openingView(flow.getNodesBounds(flow.getNodes()), boxOf(start), pane.getBoundingClientRect()),
    );
  };

  // Before the cards are seen. Whoever begins with an empty canvas puts each node where it shall be.
  useLayoutEffect(() => {
    if (isOpened.current || pane === null) return;
    const isEmpty = store.getState().document.nodes.length === 0;
    if (!isEmpty && !isMeasured) return;
    isOpened.current = true;
    if (isEmpty) canvas.setState({ hasOwnView: true });
    else open.current();
  }, [pane, isMeasured, store, canvas]);

  useEffect(() => {
    if (pane === null) return;
    let before = pane.getBoundingClientRect();
    let frame = 0;
    function follow(element: HTMLElement) {
      const now = element.getBoundingClientRect();
      const [dx, dy] = [before.left - now.left, before.top - now.top];
      const hasOtherHeight = now.height !== before.height;
      const isNarrower = now.width < before.width;
      before = now;
      if (hasOtherHeight && isOpened.current && !canvas.getState().hasOwnView) return open.current();
      if (dx !== 0 || dy !== 0) {
        const { x, y, zoom } = flow.getViewport();
        void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      }
      const [selected, ...more] = store.getState().selection.nodes;
      const node = selected === undefined || more.length > 0 ? undefined : flow.getInternalNode(selected);
      if (isNarrower && node !== undefined) reveal(flow, canvas, boxOf(node), "edge");
    }
    const observer = new ResizeObserver(() => {
      follow(pane);
      // A panel that opens may first push the canvas aside and then let it back, without another change of its size.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => follow(pane));
    });
    observer.observe(pane);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [pane, flow, store, canvas]);
}
