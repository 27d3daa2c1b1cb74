"use client";

import { useCallback, useMemo, useState } from "react";
import { useRunView } from "@/components/run/run-context";
import { browserStorage } from "@/components/workflow-store/browser-storage";

export type StudioPanel = "palette" | "inspector" | "trace";

const key = "heddle:studio-panels";
const storage = browserStorage(() => localStorage);

export interface StudioPanels {
  readonly isOpen: Readonly<Record<StudioPanel, boolean>>;
  readonly set: (panel: StudioPanel, isOpen: boolean) => void;
  readonly toggle: (panel: StudioPanel) => void;
}

/**
 * Which panels are open: as they were left in this browser. As long as nobody chose, the trace opens with the first run
 * and leaves its room to the canvas before.
 */
export function useStudioPanels(): StudioPanels {
  const hasRun = useRunView((view) => view.runId !== null);
  const [chosen, setChosen] = useState<Partial<Record<StudioPanel, boolean>>>(() => ({
    ...(storage.read(key) as object | null),
  }));
  const set = useCallback((panel: StudioPanel, open: boolean) => {
    setChosen((before) => {
      if (before[panel] === open) return before;
      const after = { ...before, [panel]: open };
      storage.write(key, after);
      return after;
    });
  }, []);
  return useMemo(() => {
    const isOpen = {
      palette: chosen.palette ?? true,
      inspector: chosen.inspector ?? true,
      trace: chosen.trace ?? hasRun,
    };
    return { isOpen, set, toggle: (panel: StudioPanel) => set(panel, !isOpen[panel]) };
  }, [chosen, hasRun, set]);
}
