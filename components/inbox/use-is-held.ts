"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Whether the key that is being handled repeats because it is held down: a held A shall not approve the next question. */
export function useIsHeld(): RefObject<boolean> {
  const isHeld = useRef(false);
  useEffect(() => {
    // Before the commands hear of the key.
    const note = (event: KeyboardEvent) => {
      isHeld.current = event.repeat;
    };
    window.addEventListener("keydown", note, true);
    return () => window.removeEventListener("keydown", note, true);
  }, []);
  return isHeld;
}
