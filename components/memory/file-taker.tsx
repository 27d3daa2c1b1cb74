"use client";

import { type ReactNode, useRef } from "react";
import { usePageDrop } from "@/components/workflows/use-page-drop";
import { MemoryDropOverlay } from "./memory-drop-overlay";

export interface FileTakerProps {
  /** The collection's name; left out where files make a new one. */
  into: string | undefined;
  onFiles: (files: readonly File[]) => void;
  /** Draws the page; `chooseFiles` opens the browser's file dialog. */
  children: (chooseFiles: () => void) => ReactNode;
}

const accepted = ".txt,.md,.markdown,.html,.htm,.pdf,.csv,.tsv,.json,.jsonl,text/*,application/pdf,application/json";

/** Lets files in by a button and by dropping them anywhere on the page. */
export function FileTaker({ into, onFiles, children }: FileTakerProps) {
  const input = useRef<HTMLInputElement>(null);
  const isOver = usePageDrop((files) => files.length > 0 && onFiles(files));
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        accept={accepted}
        multiple
        hidden
        aria-label="Files to add"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          // So that the same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
      {isOver && <MemoryDropOverlay into={into} />}
    </>
  );
}
