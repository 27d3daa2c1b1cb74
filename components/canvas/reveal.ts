import type { ReactFlowInstance } from "@xyflow/react";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Brings a box of the canvas into the middle, unless all of it is seen already. */
export function reveal(flow: ReactFlowInstance, pane: HTMLElement | null, { x, y, width, height }: Box): void {
  if (pane === null) return;
  const seen = pane.getBoundingClientRect();
  const from = flow.flowToScreenPosition({ x, y });
  const to = flow.flowToScreenPosition({ x: x + width, y: y + height });
  if (from.x >= seen.left && from.y >= seen.top && to.x <= seen.right && to.y <= seen.bottom) return;
  const zoom = Math.max(flow.getZoom(), 0.75);
  void flow.setCenter(x + width / 2, y + height / 2, { duration: 200, zoom });
}
