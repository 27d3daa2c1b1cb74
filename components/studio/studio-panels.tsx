"use client";

import { type ReactNode, useEffect } from "react";
import { PanelSeparator, Panels, ResizablePanel } from "@/components/ui/panels";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { StudioPanels as PanelState } from "./use-studio-panels";

export interface StudioPanelsProps {
  panels: PanelState;
  /** Left out: the page has none. */
  palette?: ReactNode;
  canvas: ReactNode;
  inspector?: ReactNode;
  trace: ReactNode;
}

/** Palette, canvas and inspector side by side, the trace below all of them. */
export function StudioPanels({ panels: { isOpen, inspect }, palette, canvas, inspector, trace }: StudioPanelsProps) {
  const hasPalette = palette !== undefined && isOpen.palette;
  const hasInspector = inspector !== undefined && isOpen.inspector;
  const fieldFocus = useWorkflow((state) => state.fieldFocus);

  useEffect(() => {
    if (fieldFocus !== undefined) inspect();
  }, [fieldFocus, inspect]);

  return (
    <Panels
      id="studio-rows"
      panelIds={isOpen.trace ? ["work", "trace"] : ["work"]}
      orientation="vertical"
      className="min-h-0 flex-1"
    >
      <ResizablePanel id="work" minSize={200}>
        <Panels
          id="studio-columns"
          panelIds={[...(hasPalette ? ["palette"] : []), "canvas", ...(hasInspector ? ["inspector"] : [])]}
          className="size-full"
        >
          {hasPalette && (
            <>
              <ResizablePanel id="palette" isFixed defaultSize={208} minSize={180} maxSize={360}>
                {palette}
              </ResizablePanel>
              <PanelSeparator label="Width of the palette" />
            </>
          )}
          <ResizablePanel id="canvas" minSize={320}>
            {canvas}
          </ResizablePanel>
          {hasInspector && (
            <>
              <PanelSeparator label="Width of the inspector" />
              <ResizablePanel id="inspector" isFixed defaultSize={304} minSize={260} maxSize={640}>
                {inspector}
              </ResizablePanel>
            </>
          )}
        </Panels>
      </ResizablePanel>
      {isOpen.trace && (
        <>
          <PanelSeparator label="Height of the trace" />
          <ResizablePanel id="trace" isFixed defaultSize={232} minSize={120} maxSize="70%">
            {trace}
          </ResizablePanel>
        </>
      )}
    </Panels>
  );
}
