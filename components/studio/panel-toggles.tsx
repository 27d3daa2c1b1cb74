"use client";

import { PanelBottom, PanelLeft, PanelRight } from "lucide-react";
import { useCommands } from "@/components/layout/commands";
import { IconButton } from "@/components/ui/icon-button";
import type { StudioPanels } from "./use-studio-panels";

const buttons = [
  { panel: "palette", label: "Palette", icon: <PanelLeft />, keys: "mod+b" },
  { panel: "trace", label: "Trace", icon: <PanelBottom />, keys: "mod+j" },
  { panel: "inspector", label: "Inspector", icon: <PanelRight />, keys: "mod+i" },
] as const;

/** Opens and closes the panels around the canvas. */
export function PanelToggles({ panels }: { panels: StudioPanels }) {
  useCommands(
    buttons.map(({ panel, label, icon, keys }) => ({
      id: `panel:${panel}`,
      label: `${panels.isOpen[panel] ? "Close" : "Open"} the ${label.toLowerCase()}`,
      group: "Panels",
      icon,
      keys,
      worksWhileTyping: true,
      run: () => panels.toggle(panel),
    })),
  );
  return (
    <div className="flex items-center">
      {buttons.map(({ panel, label, icon, keys }) => (
        <IconButton
          key={panel}
          label={label}
          kbd={keys}
          icon={icon}
          isPressed={panels.isOpen[panel]}
          onClick={() => panels.toggle(panel)}
          tooltipSide="bottom"
        />
      ))}
    </div>
  );
}
