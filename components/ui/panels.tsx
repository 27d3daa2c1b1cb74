"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { Group, type GroupProps, Panel, type PanelProps, Separator, useDefaultLayout } from "react-resizable-panels";
import { cn } from "./cn";

export { type PanelImperativeHandle, usePanelRef } from "react-resizable-panels";

export interface PanelsProps extends Pick<GroupProps, "orientation" | "className"> {
  /** Under this name the sizes are remembered in this browser. */
  id: string;
  /** The ids of the panels that are shown now: each set of panels remembers its own sizes. */
  panelIds: string[];
  /** `ResizablePanel`s with a `PanelSeparator` between each two. */
  children: ReactNode;
}

/**
 * Panels that are resized by dragging or by the arrow keys on a separator, and remembered.
 *
 * Nothing is drawn until the browser has taken over from the server: only the browser knows the sizes, and a layout
 * that jumps is worse than one that comes a moment later.
 */
export function Panels(props: PanelsProps) {
  const isInBrowser = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  return isInBrowser ? <RememberedPanels {...props} /> : <div className={cn("size-full", props.className)} />;
}

function RememberedPanels({ id, panelIds, orientation = "horizontal", className, children }: PanelsProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `heddle:${id}`, panelIds });
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className={className}
    >
      {children}
    </Group>
  );
}

function subscribeToNothing() {
  return () => {};
}

export interface ResizablePanelProps
  extends Pick<
    PanelProps,
    "defaultSize" | "minSize" | "maxSize" | "collapsible" | "collapsedSize" | "onResize" | "panelRef" | "className"
  > {
  id: string;
  /** Keeps its pixels when the window changes, as side panels should; at least one panel of a group must not. */
  isFixed?: boolean;
  children: ReactNode;
}

/** Sizes: a number is pixels, a string such as "30%" is of the group. */
export function ResizablePanel({ isFixed = false, children, ...rest }: ResizablePanelProps) {
  return (
    <Panel {...rest} groupResizeBehavior={isFixed ? "preserve-pixel-size" : "preserve-relative-size"}>
      {children}
    </Panel>
  );
}

/** A hairline that thickens into the accent under the pointer, while dragged, and when it has focus. */
export function PanelSeparator({ label, className }: { label: string; className?: string }) {
  return (
    <Separator
      aria-label={label}
      className={cn(
        "relative z-10 shrink-0 bg-line outline-none transition-colors aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px",
        "after:absolute after:transition-colors aria-[orientation=horizontal]:after:inset-x-0 aria-[orientation=horizontal]:after:-inset-y-px",
        "aria-[orientation=vertical]:after:inset-y-0 aria-[orientation=vertical]:after:-inset-x-px",
        "data-[separator=active]:after:bg-accent data-[separator=focus]:after:bg-accent data-[separator=hover]:after:bg-line-strong focus-visible:after:bg-accent",
        className,
      )}
    />
  );
}
