"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";
import { useRunView } from "@/components/run/run-context";
import { browserStorage } from "@/components/workflow-store/browser-storage";
import { isEmptySelection } from "@/components/workflow-store/selection";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";

export type StudioPanel = "palette" | "inspector" | "trace";

const key = "heddle:studio-panels";
const storage = browserStorage(() => localStorage);

export interface StudioPanels {
  readonly isOpen: Readonly<Record<StudioPanel, boolean>>;
  readonly set: (panel: StudioPanel, isOpen: boolean) => void;
  readonly toggle: (panel: StudioPanel) => void;
  /** Opens the inspector: for what is selected, and then it goes with the selection; else for the workflow. */
  readonly inspect: () => void;
}

type Chosen = Readonly<Partial<Record<StudioPanel, boolean>>>;

/**
 * Which panels are open: as they were left in this browser. What nobody chose leaves its room to the canvas until it has
 * something to say: the trace opens with the first run, the inspector with a selection.
 */
export function useStudioPanels(): StudioPanels {
  const hasRun = useRunView((view) => view.runId !== null);
  const isInspecting = useIsInspecting();
  const [chosen, setChosen] = useState<Chosen>(() => ({ ...(storage.read(key) as object | null) }));

  const choose = useCallback((panel: StudioPanel, open: boolean | undefined) => {
    setChosen((before) => {
      if (before[panel] === open) return before;
      const { [panel]: _, ...others } = before;
      const after = open === undefined ? others : { ...others, [panel]: open };
      storage.write(key, after);
      return after;
    });
  }, []);
  const latest = useRef(isInspecting);
  latest.current = isInspecting;
  const inspect = useCallback(() => choose("inspector", latest.current ? undefined : true), [choose]);

  return useMemo(() => {
    const isOpen = {
      palette: chosen.palette ?? true,
      inspector: chosen.inspector ?? isInspecting,
      trace: chosen.trace ?? hasRun,
    };
    return {
      isOpen,
      set: choose,
      toggle: (panel) => (panel === "inspector" && !isOpen[panel] ? inspect() : choose(panel, !isOpen[panel])),
      inspect,
    };
  }, [chosen, hasRun, isInspecting, choose, inspect]);
}

/**
 * Whether there is something to inspect: a selection, or a past run's input and output. It waits while nodes or a frame
 * are dragged, so that no card moves away under the pointer; and a workflow that begins with nothing keeps its inspector,
 * so that the first card stays where it is dropped.
 */
function useIsInspecting(): boolean {
  const store = useWorkflowStore();
  const [isAlways] = useState(() => store.getState().isReadOnly || store.getState().document.nodes.length === 0);
  const hasSelection = useWorkflow(({ selection }) => !isEmptySelection(selection));
  const isDragging = useCanvas((canvas) => canvas.isDragging);
  const settled = useRef(false);
  if (!isDragging) settled.current = hasSelection;
  return isAlways || settled.current;
}
