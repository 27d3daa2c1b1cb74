import type { InternalNode, ReactFlowState } from "@xyflow/react";
import { boxOf } from "./reveal";

type Scene = Pick<ReactFlowState, "userSelectionRect"> & { readonly nodeLookup: ReadonlyMap<string, InternalNode> };

/** Whether the box that selects was begun inside a frame: then it is about what stands there, and not about the frame. */
export function isDrawnInside({ userSelectionRect, nodeLookup }: Scene, nodeId: string): boolean {
  const node = nodeLookup.get(nodeId);
  if (userSelectionRect === null || node?.type !== "frame") return false;
  const { startX, startY } = userSelectionRect;
  const { x, y, width, height } = boxOf(node);
  return startX >= x && startX <= x + width && startY >= y && startY <= y + height;
}
