"use client";

import { useCallback, useState } from "react";
import { browserStorage } from "@/components/workflow-store/browser-storage";

export type StudioPanel = "palette" | "inspector" | "trace";
type OpenPanels = Readonly<Record<StudioPanel, boolean>>;

const key = "heddle:studio-panels";
const storage = browserStorage(() => localStorage);
const allOpen: OpenPanels = { palette: true, inspector: true, trace: true };

export interface StudioPanels {
  readonly isOpen: OpenPanels;
  readonly set: (panel: StudioPanel, isOpen: boolean) => void;
  readonly toggle: (panel: StudioPanel) => void;
}

/** Which panels are open, remembered in this browser. */
export function useStudioPanels(): StudioPanels {
  const [isOpen, setOpen] = useState<OpenPanels>(() => ({
    ...allOpen,
    ...(storage.read(key) as Partial<OpenPanels> | null),
  }));
  const set = useCallback((panel: StudioPanel, open: boolean) => {
    setOpen((before) => {
      if (before[panel] === open) return before;
      const after = { ...before, [panel]: open };
      storage.write(key, after);
      return after;
    });
  }, []);
  return { isOpen, set, toggle: (panel) => set(panel, !isOpen[panel]) };
}
