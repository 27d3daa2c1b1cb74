"use client";

import { Popover as RadixPopover } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { menuSurface } from "./menu-style";

export interface PopoverProps {
  /** The button that opens it; it must take a ref. */
  trigger: ReactElement;
  /** What a screen reader calls it. */
  label: string;
  children: ReactNode;
  /** Leave both out to let it open and close by itself. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
}

/** A small surface beside its button, for a few controls or details; Escape and a click elsewhere close it. */
export function Popover({
  trigger,
  label,
  children,
  isOpen,
  onOpenChange,
  align = "end",
  side,
  className,
}: PopoverProps) {
  return (
    <RadixPopover.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(menuSurface, "w-72", className ?? "p-3")}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
