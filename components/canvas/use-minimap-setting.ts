"use client";

import { useCallback, useState } from "react";
import { browserStorage } from "@/components/workflow-store/browser-storage";

const key = "heddle:minimap";
const storage = browserStorage(() => localStorage);
/** Fewer can be seen at once: then a map only covers them. */
const fewNodes = 24;

/** Whether the map is shown: as it was chosen in this browser, else when there is much to find one's way in. */
export function useMinimapSetting(nodeCount: number): [boolean, () => void] {
  const [chosen, setChosen] = useState(() => storage.read(key));
  const isShown = typeof chosen === "boolean" ? chosen : nodeCount > fewNodes;
  const toggle = useCallback(() => {
    setChosen(!isShown);
    storage.write(key, !isShown);
  }, [isShown]);
  return [isShown, toggle];
}
