import { ChartNoAxesGantt, List, Text } from "lucide-react";
import { useState } from "react";
import { useCommands } from "@/components/layout/commands";
import type { TraceTab } from "@/components/run/trace-panel";
import type { StudioPanels } from "./use-studio-panels";

const tabs = [
  { tab: "waterfall", label: "Show the waterfall", icon: <ChartNoAxesGantt />, keys: "w" },
  { tab: "events", label: "Show the events", icon: <List />, keys: "e" },
  { tab: "output", label: "Show the output", icon: <Text />, keys: "o" },
] as const;

export interface TraceTabs {
  readonly tab: TraceTab;
  readonly onTabChange: (tab: TraceTab) => void;
}

/** Which part of the trace is shown, with a key for each that opens it and puts the focus there. */
export function useTraceTabs(panels: StudioPanels): TraceTabs {
  const [tab, onTabChange] = useState<TraceTab>("waterfall");
  useCommands(
    tabs.map((one) => ({
      id: `trace:${one.tab}`,
      label: one.label,
      group: "Panels",
      icon: one.icon,
      keys: one.keys,
      run: () => {
        panels.set("trace", true);
        onTabChange(one.tab);
        // After the panel is there.
        requestAnimationFrame(focusOpenTab);
      },
    })),
  );
  return { tab, onTabChange };
}

/** Its content; without a run there is none yet, only the tab itself. */
function focusOpenTab(): void {
  const open = (role: string) => document.querySelector<HTMLElement>(`[data-trace] [role=${role}][data-state=active]`);
  (open("tabpanel") ?? open("tab"))?.focus();
}
