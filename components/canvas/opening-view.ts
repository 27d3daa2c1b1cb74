import type { Viewport } from "@xyflow/react";
import type { Box } from "./reveal";

/** Around what is fitted; the controls in the corner stay free. */
export const viewPadding = { x: 28, top: 28, bottom: 60 } as const;

/** With less the words on a card cannot be read well. */
const legibleZoom = 0.65;

/** A little less is better than a last card that is cut off at the edge. */
const leastZoomForAll = 0.62;

/**
 * What a workflow opens with: all of it where that can be read, else as much as can be read of it from its beginning
 * on, the rest a swipe away.
 * @param start the card where reading begins
 */
export function openingView(all: Box, start: Box, pane: { width: number; height: number }): Viewport {
  const room = {
    x: viewPadding.x,
    y: viewPadding.top,
    width: pane.width - 2 * viewPadding.x,
    height: pane.height - viewPadding.top - viewPadding.bottom,
  };
  const fitting = Math.min(1, room.width / all.width, room.height / all.height);
  const zoom = fitting < leastZoomForAll ? legibleZoom : fitting;
  const [width, height] = [all.width * zoom, all.height * zoom];
  const left = width <= room.width ? room.x + (room.width - width) / 2 : leftOf(all, start, room, zoom);
  const top = height <= room.height ? room.y + (room.height - height) / 2 : topOf(all, start, room, zoom);
  return { x: left - all.x * zoom, y: top - all.y * zoom, zoom };
}

/** The start stands at the left, with a quarter of the room at most for what lies before it. */
function leftOf(all: Box, start: Box, room: Box, zoom: number): number {
  const before = (start.x - all.x) * zoom;
  const furthest = room.x + room.width - all.width * zoom;
  return Math.max(furthest, room.x - Math.max(0, before - room.width / 4));
}

/** The start stands in the middle, unless room would be left over above or below the graph. */
function topOf(all: Box, start: Box, room: Box, zoom: number): number {
  const wanted = room.y + (room.height - start.height * zoom) / 2 - (start.y - all.y) * zoom;
  const highest = room.y + room.height - all.height * zoom;
  return Math.min(room.y, Math.max(highest, wanted));
}
