import type { MouseEvent } from "react";

/** As long and as near as two clicks make a double click. */
const doubleClickMs = 500;
const doubleClickPixels = 8;

/** When a question was answered last, whichever that was, and where the last click went. */
let answeredAt = Number.NEGATIVE_INFINITY;
let place = { x: 0, y: 0 };

export function noteAnswer(): void {
  answeredAt = performance.now();
}

/**
 * Goes around the answers of a question, on the way down to them: the second click of a double click shall not answer the
 * question that moved into the place of the first one. Keys make clicks without a count and are not held back.
 */
export function dropSecondClick(event: MouseEvent): void {
  const { detail, clientX: x, clientY: y } = event;
  if (detail === 0) return;
  const isNear = Math.hypot(x - place.x, y - place.y) <= doubleClickPixels;
  place = { x, y };
  if (!isNear || performance.now() - answeredAt > doubleClickMs) return;
  event.preventDefault();
  event.stopPropagation();
}
