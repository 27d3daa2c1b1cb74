import type { Point } from "./new-node";

/** From card to card where nothing else decides: a common card and the gap that connections need. */
const pitch = { x: 320, y: 200 };
/** The least that is left to another card. */
const least = { x: 280, y: 180 };

/**
 * The place nearest to the wanted one where a new card covers no other: to the right first, as the data flows, then
 * below, then around.
 */
export function freePlace(taken: readonly Point[], wanted: Point): Point {
  const isFree = (place: Point) =>
    taken.every(({ x, y }) => Math.abs(x - place.x) >= least.x || Math.abs(y - place.y) >= least.y);
  for (let reach = 0; ; reach += 1) {
    const free = ring(reach)
      .map(({ x, y }) => ({ x: wanted.x + x * pitch.x, y: wanted.y + y * pitch.y }))
      .find(isFree);
    if (free !== undefined) return free;
  }
}

/**
 * Where a new card goes: exactly to the place that was pointed at (`position`), or else to a free one nearest to where
 * it is wanted, so that two of them never lie upon each other.
 */
export function placeOfNew(taken: readonly Point[], position: Point | undefined, near: Point): Point {
  return position ?? freePlace(taken, near);
}

/** The cells of a grid at this distance from its middle, the nearest and the right one first. */
function ring(reach: number): Point[] {
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return steps
    .flatMap((y) => steps.map((x) => ({ x, y })))
    .filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) === reach)
    .sort((a, b) => Math.abs(a.x) + Math.abs(a.y) - Math.abs(b.x) - Math.abs(b.y) || b.x - a.x || b.y - a.y);
}
