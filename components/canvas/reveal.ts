import type { InternalNode, ReactFlowInstance } from "@xyflow/react";
import type { CanvasStore } from "./canvas-store";
import { glide } from "./glide";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a node is on the canvas, and how large. */
export function boxOf(node: InternalNode): Box {
  const { width = 240, height = 80 } = node.measured;
  return { ...node.internals.positionAbsolute, width, height };
}

/** What is brought in stands this far from the edge, in pixels. */
const margin = 24;

/**
 * Brings a box of the canvas into view, unless all of it is seen already: into the `middle`, or only as far as it
 * must move from the `edge` that hides it.
 */
export function reveal(flow: ReactFlowInstance, canvas: CanvasStore, box: Box, to: "middle" | "edge" = "middle"): void {
  const seen = canvas.getState().pane?.getBoundingClientRect();
  if (seen === undefined) return;
  const { x, y, width, height } = box;
  const from = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  if (from.x >= seen.left && from.y >= seen.top && end.x <= seen.right && end.y <= seen.bottom) return;
  canvas.setState({ hasOwnView: true });
  if (to === "middle") {
    const zoom = Math.max(flow.getZoom(), 0.75);
    void flow.setCenter(x + width / 2, y + height / 2, { ...glide(), zoom });
    return;
  }
  const view = flow.getViewport();
  const dx = into(from.x, end.x, seen.left + margin, seen.right - margin);
  const dy = into(from.y, end.y, seen.top + margin, seen.bottom - margin);
  void flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy }, glide());
}

/** How far a span has to move to lie in another; of one that is too long the beginning is shown. */
function into(start: number, end: number, first: number, last: number): number {
  if (start < first || end - start > last - first) return first - start;
  return Math.min(0, last - end);
}
