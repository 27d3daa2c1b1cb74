"use client";

import { Tooltip as RadixTooltip } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";
import type { Keys } from "./keys";

/** Once, around the application: the first tooltip waits, its neighbors then come at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={500} skipDelayDuration={300}>
      {children}
    </RadixTooltip.Provider>
  );
}

export interface TooltipProps {
  content: ReactNode;
  kbd?: Keys;
  side?: "top" | "right" | "bottom" | "left";
  /** The element that is explained; it must take a ref and be reachable by keyboard. */
  children: ReactElement;
}

/** Adds to what can already be seen or is named by `aria-label`; never the only place of needed information. */
export function Tooltip({ content, kbd, side = "top", children }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md border border-line-strong bg-raised px-2 py-1 text-sm text-ink shadow-overlay"
        >
          {content}
          {kbd && <Kbd keys={kbd} className="text-faint" />}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
