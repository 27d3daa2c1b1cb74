"use client";

import { useEffect, useEffectEvent } from "react";
import { placeOf } from "@/components/layout/press-place";

/** Takes files and JSON text that are pasted while nothing that takes text itself has the focus. */
export function usePagePaste(onFiles: (files: readonly File[]) => void, onText: (text: string) => void): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { isTyping, isInOverlay } = placeOf(event);
    if (event.defaultPrevented || isTyping || isInOverlay || event.clipboardData === null) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData("text/plain");
    if (files.length > 0) onFiles(files);
    else if (/^\s*[{[]/.test(text)) onText(text);
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    const listener = (event: ClipboardEvent) => paste(event);
    window.addEventListener("paste", listener);
    return () => window.removeEventListener("paste", listener);
  }, []);
}
