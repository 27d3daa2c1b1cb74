import type { Point } from "./new-node";

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom";

export interface Box extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Where each box goes so that all share an edge or a middle of their common bounding box. */
export function alignedPlaces(boxes: readonly Box[], alignment: Alignment): Map<string, Point> {
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const place: Record<Alignment, (box: Box) => Point> = {
    left: ({ y }) => ({ x: left, y }),
    center: ({ y, width }) => ({ x: Math.round((left + right - width) / 2), y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: Math.round((top + bottom - height) / 2) }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  };
  return new Map(boxes.map((box) => [box.id, place[alignment](box)]));
}
