import type { Size } from "./frames";
import type { Point } from "./new-node";
import type { Box } from "./reveal";

/** What stands somewhere: a card, or with a size of its own a frame. */
export type Taken = Point & Partial<Size>;

/** From card to card where nothing else decides: a common card and the gap that connections need. */
const pitch = { x: 320, y: 200 };
/** What a card takes, as far as anybody knows before it is drawn, and the least that is left to another one. */
const card: Size = { width: 240, height: 140 };
const gap = 40;

/**
 * The place nearest to the wanted one where a new card covers no other: to the right first, as the data flows, then
 * below, then around.
 */
export function freePlace(taken: readonly Taken[], wanted: Point, size: Size = card): Point {
  const isFree = (place: Point) => taken.every((other) => !areClose({ ...place, ...size }, { ...card, ...other }));
  for (let reach = 0; ; reach += 1) {
    const free = ring(reach)
      .map(({ x, y }) => ({ x: wanted.x + x * pitch.x, y: wanted.y + y * pitch.y }))
      .find(isFree);
    if (free !== undefined) return free;
  }
}

function areClose(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/**
 * Where a new card goes: exactly to the place that was pointed at (`position`), or else to a free one nearest to where
 * it is wanted, so that two of them never lie upon each other.
 */
export function placeOfNew(taken: readonly Taken[], position: Point | undefined, near: Point, size?: Size): Point {
  return position ?? freePlace(taken, near, size);
}

/** The cells of a grid at this distance from its middle, the nearest and the right one first. */
function ring(reach: number): Point[] {
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return steps
    .flatMap((y) => steps.map((x) => ({ x, y })))
    .filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) === reach)
    .sort((a, b) => Math.abs(a.x) + Math.abs(a.y) - Math.abs(b.x) - Math.abs(b.y) || b.x - a.x || b.y - a.y);
}
