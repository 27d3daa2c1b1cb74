import type { Point } from "./new-node";
import type { Box } from "./reveal";

const step = 40;

/**
 * Where pasted nodes go when nobody points at a place: a little beside the originals (and beside what was pasted there
 * before), or into the middle of what is seen where the originals are out of sight. `corner`: that of the originals.
 */
export function pastePlace(corner: Point, taken: readonly Point[], seen: Box): Point {
  const isSeen =
    corner.x >= seen.x && corner.y >= seen.y && corner.x < seen.x + seen.width && corner.y < seen.y + seen.height;
  let place = isSeen ? corner : { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
  while (taken.some(({ x, y }) => Math.abs(x - place.x) < step && Math.abs(y - place.y) < step)) {
    place = { x: place.x + step, y: place.y + step };
  }
  return place;
}
