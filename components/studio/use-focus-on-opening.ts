import { useEffect, useRef } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";

/** An opened workflow takes its keys at once, unless the person has meanwhile gone elsewhere on the page. */
export function useFocusOnOpening(): void {
  const pane = useCanvas((state) => state.pane);
  const isDone = useRef(false);
  useEffect(() => {
    if (pane === null || isDone.current) return;
    isDone.current = true;
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body && activeElement.tagName !== "MAIN") return;
    // Nobody asked for it: the canvas shows its frame with the first key.
    pane.dataset.pointed = "";
    pane.focus({ preventScroll: true });
  }, [pane]);
}
