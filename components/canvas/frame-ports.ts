import { frameSize } from "./frames";
import type { PortSides } from "./port-sides";

/** Where the dots of a frame stand, from its top; they do not move with its size. */

/** From the edge of the frame to the middle of an inner dot. */
export const innerDotInset = 14;

export function isFrame({ innerLeft, innerRight }: PortSides): boolean {
  return innerLeft.length + innerRight.length > 0;
}

export function outerPortTop(index: number): number {
  return frameSize.header / 2 + index * frameSize.outerRow;
}

export function innerPortTop(index: number): number {
  return frameSize.innerTop + index * frameSize.innerRow;
}
