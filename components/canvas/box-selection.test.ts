import type { InternalNode } from "@xyflow/react";
import { expect, test } from "vitest";
import { isDrawnInside } from "./box-selection";

function drawn(type: string): InternalNode {
  const positionAbsolute = { x: 100, y: 100 };
  const measured = { width: 480, height: 240 };
  return {
    id: type,
    type,
    position: positionAbsolute,
    data: {},
    measured,
    internals: { positionAbsolute },
  } as InternalNode;
}

test("a box that is begun in a frame selects what stands in it, one that is begun outside the frame itself", () => {
  const nodeLookup = new Map(["frame", "card"].map((type) => [type, drawn(type)]));
  const isInside = (startX: number, startY: number, nodeId = "frame") => {
    const userSelectionRect = { x: 0, y: 0, width: 10, height: 10, startX, startY };
    return isDrawnInside({ userSelectionRect, nodeLookup }, nodeId);
  };
  expect(isInside(300, 200)).toBe(true);
  expect(isInside(90, 200)).toBe(false);
  expect(isInside(300, 200, "card")).toBe(false);
  expect(isDrawnInside({ userSelectionRect: null, nodeLookup }, "frame")).toBe(false);
});
