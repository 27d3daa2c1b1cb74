"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useCanvas } from "./canvas-context";

/** When a panel opens or closes, what was in the middle of the canvas stays there. */
export function useKeepCenter(): void {
  const pane = useCanvas((state) => state.pane);
  const { getViewport, setViewport } = useReactFlow();

  useEffect(() => {
    if (pane === null) return;
    let { offsetWidth: width, offsetHeight: height } = pane;
    const observer = new ResizeObserver(() => {
      const [dx, dy] = [(pane.offsetWidth - width) / 2, (pane.offsetHeight - height) / 2];
      width = pane.offsetWidth;
      height = pane.offsetHeight;
      if (dx === 0 && dy === 0) return;
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x + dx, y: y + dy, zoom });
    });
    observer.observe(pane);
    return () => observer.disconnect();
  }, [pane, getViewport, setViewport]);
}
