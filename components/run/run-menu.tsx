"use client";

import { ChevronDown, OctagonX, Play, StepForward } from "lucide-react";
import { useStore } from "zustand";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { Breakpoints } from "./breakpoints";
import { useBreakpoints } from "./breakpoints-context";
import { heldNodes } from "./held-nodes";
import { useRunView } from "./run-context";
import { useRunStarter } from "./run-starter";

/** Beside Run: the other ways to start. */
export function RunMenu() {
  const breakpoints = useBreakpoints();
  return breakpoints === null ? null : <OpenRunMenu breakpoints={breakpoints} />;
}

function OpenRunMenu({ breakpoints }: { breakpoints: Breakpoints }) {
  const starting = useRunStarter();
  const isHeld = useRunView((view) => heldNodes(view).length > 0);
  const count = useStore(breakpoints, (ids) => ids.size);
  return (
    <Menu
      entries={[
        { label: "Run", icon: <Play />, kbd: "mod+enter", onSelect: () => starting.begin() },
        {
          label: "Run step by step",
          icon: <StepForward />,
          // While something is held, the key goes on with that.
          kbd: isHeld ? undefined : "f9",
          onSelect: () => starting.begin({ isStepping: true }),
        },
        count > 0 && { type: "separator" },
        count > 0 && {
          label: count === 1 ? "Remove the breakpoint" : `Remove all ${count} breakpoints`,
          icon: <OctagonX />,
          onSelect: breakpoints.clear,
        },
      ]}
    >
      <IconButton label="More ways to run" icon={<ChevronDown />} tooltipSide="bottom" />
    </Menu>
  );
}
