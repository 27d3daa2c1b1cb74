import { framesOf } from "@/components/canvas/frames";
import { parentsFirst } from "@/components/canvas/parents-first";
import { absolutePlaces } from "@/components/workflow-store/nesting";
import type { Workflow } from "@/nodes/core/workflow";

/** Where nodes stand and what they are connected to; in the canvas's pixels, a child's place is inside its container. */
export interface Sketch {
  readonly nodes: readonly SketchNode[];
  readonly connections: readonly { readonly source: string; readonly target: string }[];
}

export interface SketchNode {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly parentId?: string | null;
}

export interface MiniBox {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of a container: what stands in it shows through. */
  readonly isFrame?: true;
}

export interface MiniGraphPicture {
  readonly boxes: readonly MiniBox[];
  /** Path data of the connections. */
  readonly lines: readonly string[];
}

/** A card on the canvas, near enough. */
const card = { width: 240, height: 96 };
/** Of the canvas's own size, so that a single node does not fill the picture. */
const mostScale = 0.16;
const smallest = 2.5;
const padding = 3;

export function sketchOf({ nodes, connections }: Pick<Workflow, "nodes" | "connections">): Sketch {
  return {
    nodes: nodes.map(({ id, type, position, parentId }) => ({ id, type, x: position.x, y: position.y, parentId })),
    connections,
  };
}

/**
 * Scales a graph into a frame of `width` × `height` pixels, centered, in its own proportions.
 * @param isLender whether nodes of a type only lend something (models, memories), which they do upwards
 * @param isContainer whether nodes stand in those of a type
 */
export function layoutMiniGraph(
  sketch: Sketch,
  frame: { width: number; height: number },
  isLender: (type: string) => boolean = () => false,
  isContainer: (type: string) => boolean = () => false,
): MiniGraphPicture {
  const places = placedBoxes(sketch.nodes, isContainer);
  if (places.length === 0) return { boxes: [], lines: [] };
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const width = Math.max(...places.map((box) => box.x + box.width)) - left;
  const height = Math.max(...places.map((box) => box.y + box.height)) - top;
  const scale = Math.min((frame.width - 2 * padding) / width, (frame.height - 2 * padding) / height, mostScale);
  const offsetX = (frame.width - width * scale) / 2;
  const offsetY = (frame.height - height * scale) / 2;
  const boxes = places.map((box) => ({
    ...box,
    x: round(offsetX + (box.x - left) * scale),
    y: round(offsetY + (box.y - top) * scale),
    width: round(Math.max(box.width * scale, smallest)),
    height: round(Math.max(box.height * scale, smallest)),
  }));
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lines = sketch.connections.flatMap(({ source, target }) => {
    const from = byId.get(source);
    const to = byId.get(target);
    if (from === undefined || to === undefined) return [];
    if (holds(from, to) || holds(to, from)) return [innerPath(from, to)];
    const isLifted = to.y + to.height <= from.y && (isLender(from.type) || to.x < from.x + from.width);
    return [isLifted ? lentPath(from, to) : linePath(from, to)];
  });
  return { boxes, lines };
}

/** From the top of what is lent to the bottom of who borrows it. */
function lentPath(from: MiniBox, to: MiniBox): string {
  const startX = round(from.x + from.width / 2);
  const endX = round(to.x + to.width / 2);
  const end = round(to.y + to.height);
  const middle = round((from.y + end) / 2);
  return `M${startX} ${from.y}C${startX} ${middle} ${endX} ${middle} ${endX} ${end}`;
}

function holds(frame: MiniBox, { x, y }: MiniBox): boolean {
  const isInside = x >= frame.x && y >= frame.y && x < frame.x + frame.width && y < frame.y + frame.height;
  return frame.isFrame === true && isInside;
}

/** What a container gives comes from its left edge, what it takes goes to its right one. */
function innerPath(from: MiniBox, to: MiniBox): string {
  const isGiven = holds(from, to);
  const startX = round(isGiven ? from.x : from.x + from.width);
  const endX = round(isGiven ? to.x : to.x + to.width);
  const y = round(isGiven ? to.y + to.height / 2 : from.y + from.height / 2);
  return `M${startX} ${y}L${endX} ${y}`;
}

/** Forward from side to side, as the canvas draws it; else from the middle to the middle. */
function linePath(from: MiniBox, to: MiniBox): string {
  const startX = from.x + from.width;
  const startY = round(from.y + from.height / 2);
  const endY = round(to.y + to.height / 2);
  if (to.x >= startX) {
    const middle = round((startX + to.x) / 2);
    return `M${round(startX)} ${startY}C${middle} ${startY} ${middle} ${endY} ${to.x} ${endY}`;
  }
  return `M${round(from.x + from.width / 2)} ${startY}L${round(to.x + to.width / 2)} ${endY}`;
}

/** On the canvas itself, containers before what stands in them. */
function placedBoxes(nodes: readonly SketchNode[], isContainer: (type: string) => boolean): MiniBox[] {
  const placed = nodes.map(({ id, type, x, y, parentId }) => ({
    id,
    type,
    position: { x, y },
    ...(parentId ? { parentId } : {}),
  }));
  const frames = framesOf(
    placed,
    ({ type }) => isContainer(type),
    () => card,
  );
  const places = absolutePlaces(placed);
  return parentsFirst(placed).map(({ id, type, position }) => {
    const { x, y } = places.get(id) ?? position;
    const frame = frames.get(id);
    if (frame === undefined) return { id, type, x, y, ...card };
    return { id, type, ...frame, x: x + frame.x, y: y + frame.y, isFrame: true };
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
