import type { KeyboardEvent } from "react";

/** Enter sends, with Shift it makes a line; while a word is being composed it is the composer's. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
}
