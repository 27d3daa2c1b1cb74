"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { browserStorage, memoryStorage } from "@/components/workflow-store/browser-storage";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { breakableNodes } from "./breakable-nodes";
import { type Breakpoints, breakpointsKey, createBreakpoints } from "./breakpoints";

const BreakpointsContext = createContext<Breakpoints | null>(null);

/** Where runs can be started: their breakpoints. */
export function BreakpointsProvider({ workflowId, children }: { workflowId: string; children: ReactNode }) {
  const [breakpoints] = useState(() =>
    createBreakpoints(
      workflowId,
      browserStorage(() => localStorage),
    ),
  );
  useEffect(() => {
    const follow = ({ key }: StorageEvent) => {
      if (key === breakpointsKey(workflowId)) breakpoints.reload();
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [breakpoints, workflowId]);
  return <BreakpointsContext value={breakpoints}>{children}</BreakpointsContext>;
}

/** Null where no run can be started, as on a past run's page. */
export function useBreakpoints(): Breakpoints | null {
  return useContext(BreakpointsContext);
}

/** Never changes: what is read where there are none. */
const noBreakpoints = createBreakpoints("", memoryStorage());

export function useHasBreakpoint(nodeId: string): boolean {
  return useStore(useContext(BreakpointsContext) ?? noBreakpoints, (ids) => ids.has(nodeId));
}

/** Whether runs hold at all of the selected nodes that they can hold at; undefined where they can at none. */
export function useSelectionHold(): { readonly isOn: boolean; readonly toggle: () => void } | undefined {
  const breakpoints = useBreakpoints();
  // As text, so that it is the same while it says the same.
  const list = useWorkflow(({ selection, resolved }) => breakableNodes(resolved, selection.nodes).join(" "));
  const nodeIds = list === "" ? [] : list.split(" ");
  const isOn = useStore(breakpoints ?? noBreakpoints, (ids) => nodeIds.every((id) => ids.has(id)));
  if (breakpoints === null || nodeIds.length === 0) return undefined;
  return { isOn, toggle: () => breakpoints.toggle(nodeIds) };
}
