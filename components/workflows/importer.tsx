"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { DropOverlay } from "./drop-overlay";
import { ImportDialog } from "./import-dialog";
import { readFiles } from "./read-files";
import { useImport } from "./use-import";
import { usePageDrop } from "./use-page-drop";
import { usePagePaste } from "./use-page-paste";
import { workflowPath } from "./use-workflow-actions";

export interface ImporterProps {
  /** Draws the page; `chooseFiles` opens the browser's file dialog. */
  children: (chooseFiles: () => void) => ReactNode;
}

/** Lets files in by a button, by dropping them on the page and by paste, several at once, each with a preview first. */
export function Importer({ children }: ImporterProps) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const { candidates, add, check, store, clear } = useImport();

  async function takeFiles(files: readonly File[]) {
    const { sources, problems } = await readFiles(files);
    for (const problem of problems) toast.failed(problem);
    if (sources.length > 0) add(sources);
  }
  const isOver = usePageDrop((files) => void takeFiles(files));
  usePagePaste(
    (files) => void takeFiles(files),
    (text) => add([{ label: "Pasted text", text }]),
  );

  async function importAll() {
    const wanted = candidates.filter(({ state }) => state.status === "ready").length;
    const stored = await store();
    const [only] = stored;
    if (stored.length < wanted || only === undefined) return;
    clear();
    if (candidates.length === 1) return router.push(workflowPath(only.id));
    toast.done(`${formatPlural(stored.length, "workflow")} imported`);
  }

  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label="Workflow files to import"
        onChange={(event) => {
          void takeFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
      {isOver && candidates.length === 0 && <DropOverlay />}
      <ImportDialog
        candidates={candidates}
        onImport={() => void importAll()}
        onCheckAgain={(candidate) => void check(candidate)}
        onClose={clear}
      />
    </>
  );
}
