import { useHotkey } from "@/components/layout/commands";
import { searchFieldId } from "@/components/palette/node-palette";
import type { StudioPanels } from "./use-studio-panels";

/** "/" looks for a node type, in a palette that is closed too. */
export function usePaletteKey(panels: StudioPanels): void {
  useHotkey("/", () => {
    panels.set("palette", true);
    // After the panel is there.
    requestAnimationFrame(() => document.getElementById(searchFieldId)?.focus());
  });
}
