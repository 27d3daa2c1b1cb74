import type { WorkflowNode } from "@/nodes/core/workflow";
import type { Point } from "./new-node";
import type { Box } from "./reveal";

/** The frame of a container at zoom 1; `header` and the rows of its ports keep to it. */
export const frameSize = { width: 480, height: 240, header: 44, outerRow: 22, innerTop: 111, innerRow: 26 } as const;

/** From the nodes inside to the frame: at the sides stand the names of the inner ports. */
export const framePadding = { left: 110, right: 110, top: 70, bottom: 40 } as const;

/** Where the first node of an empty frame stands: in its middle, its dots at the height of the inner ports. */
export const firstPlace: Point = { x: 120, y: 70 };

const least: Box = { x: 0, y: 0, width: frameSize.width, height: frameSize.height };

export interface Size {
  readonly width: number;
  readonly height: number;
}

type PlacedNode = Pick<WorkflowNode, "id" | "parentId" | "position">;

/**
 * The frame of each container, as seen from where the container stands: around all nodes inside, and never smaller than
 * an empty one. What stands left of or above its container's place pulls the frame there.
 */
export function framesOf<Node extends PlacedNode>(
  nodes: readonly Node[],
  isContainer: (node: Node) => boolean,
  sizeOf: (node: Node) => Size,
): ReadonlyMap<string, Box> {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const frames = new Map<string, Box>();

  function frameOf(id: string): Box {
    const known = frames.get(id);
    if (known !== undefined) return known;
    // Stands in while what is inside is measured: a broken document may nest in a circle.
    frames.set(id, least);
    const frame = frameAround((children.get(id) ?? []).map(boxOf));
    frames.set(id, frame);
    return frame;
  }

  function boxOf(node: Node): Box {
    const { x, y } = node.position;
    if (!isFrame(node)) return { x, y, ...sizeOf(node) };
    const frame = frameOf(node.id);
    return { ...frame, x: x + frame.x, y: y + frame.y };
  }

  const isFrame = (node: Node) => isContainer(node) || children.has(node.id);
  for (const node of nodes) if (isFrame(node)) frameOf(node.id);
  return frames;
}

export function frameAround(boxes: readonly Box[]): Box {
  const { left, right, top, bottom } = framePadding;
  const x = Math.min(0, ...boxes.map((box) => box.x - left));
  const y = Math.min(0, ...boxes.map((box) => box.y - top));
  const end = Math.max(least.width, ...boxes.map((box) => box.x + box.width + right));
  const foot = Math.max(least.height, ...boxes.map((box) => box.y + box.height + bottom));
  return { x, y, width: end - x, height: foot - y };
}

export interface PlacedFrame extends Box {
  readonly id: string;
  /** How many containers it stands in. */
  readonly depth: number;
}

/** The innermost frame at a place of the canvas. */
export function frameAt(frames: readonly PlacedFrame[], { x, y }: Point): string | undefined {
  const under = frames.filter(
    (frame) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height,
  );
  return under.reduce<PlacedFrame | undefined>(
    (best, frame) => (best === undefined || frame.depth >= best.depth ? frame : best),
    undefined,
  )?.id;
}
