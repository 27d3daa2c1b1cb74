import type { MouseEvent } from "react";

/** As long as two clicks make a double click. */
const doubleClickMs = 500;

/** When a question was answered last, whichever that was. */
let answeredAt = Number.NEGATIVE_INFINITY;

export function noteAnswer(): void {
  answeredAt = performance.now();
}

/**
 * Goes around the answers of a question, on the way down to them: the second click of a double click shall not answer the
 * question that moved into the place of the first one. Keys make clicks without a count and are not held back.
 */
export function dropSecondClick(event: MouseEvent): void {
  if (event.detail === 0 || performance.now() - answeredAt > doubleClickMs) return;
  event.preventDefault();
  event.stopPropagation();
}
