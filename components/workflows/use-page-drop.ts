"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** Takes files that are dropped anywhere on the page; tells whether some are held over it right now. */
export function usePageDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onFiles);

  useEffect(() => {
    // Entering a child comes before leaving its parent: only the count tells when the pointer has left the page.
    let depth = 0;
    const listeners = new AbortController();
    const on = (type: "dragenter" | "dragover" | "dragleave" | "drop", listener: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (event.dataTransfer?.types.includes("Files")) listener(event);
        },
        listeners,
      );
    on("dragenter", (event) => {
      event.preventDefault();
      depth += 1;
      setIsOver(true);
    });
    on("dragover", (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    });
    on("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    });
    on("drop", (event) => {
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    });
    return () => listeners.abort();
  }, []);

  return isOver;
}
