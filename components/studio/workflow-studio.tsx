"use client";

import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { CanvasProvider, useCanvasStore } from "@/components/canvas/canvas-context";
import { WorkflowCanvas } from "@/components/canvas/workflow-canvas";
import { Inspector } from "@/components/inspector/inspector";
import { TopBar } from "@/components/layout/top-bar";
import { NodePalette } from "@/components/palette/node-palette";
import { PublishButton } from "@/components/publishing/publish-button";
import { VersionsButton } from "@/components/publishing/versions-button";
import { BreakpointsProvider } from "@/components/run/breakpoints-context";
import { FollowCallers } from "@/components/run/follow-callers";
import { FollowStaleness } from "@/components/run/follow-staleness";
import { RunProvider } from "@/components/run/run-context";
import { RunControls } from "@/components/run/run-controls";
import { RunStarterProvider } from "@/components/run/run-starter";
import { TraceDrawer } from "@/components/run/trace-drawer";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { trpcWorkflowApi } from "@/components/workflow-store/trpc-workflow-api";
import { useOpenWorkflow } from "@/components/workflow-store/use-open-workflow";
import { WorkflowStoreProvider } from "@/components/workflow-store/workflow-context";
import { EmptyCanvas } from "./empty-canvas";
import { ExportButton } from "./export-button";
import { FollowModels } from "./follow-models";
import { FollowWorkflow } from "./follow-workflow";
import { PanelToggles } from "./panel-toggles";
import { SaveChip } from "./save-chip";
import { StudioPanels } from "./studio-panels";
import { StudioSkeleton } from "./studio-skeleton";
import { useFocusOnOpening } from "./use-focus-on-opening";
import { usePaletteKey } from "./use-palette-key";
import { useStudioPanels } from "./use-studio-panels";
import { useTraceTabs } from "./use-trace-tabs";
import { WorkflowName } from "./workflow-name";

const firstField = "[role=tabpanel] :is(input, textarea, .cm-content, [role=combobox], [role=switch], [role=slider])";
const crumbs = [{ label: "Workflows", href: "/workflows" }];

/** The page of one workflow: to draw it, to set it up, to run it and to watch it run. */
export function WorkflowStudio({ workflowId }: { workflowId: string }) {
  const client = useTRPCClient();
  const api = useMemo(() => trpcWorkflowApi(client, "/api/trpc"), [client]);
  const opened = useOpenWorkflow(workflowId, api);

  if (opened.status === "loading") return <StudioSkeleton />;
  if (opened.status === "failed") {
    return (
      <div className="flex h-full flex-col">
        <TopBar crumbs={crumbs} title="Workflow" />
        <div className="mx-auto w-full max-w-140 p-6">
          <ErrorNote
            title={opened.error.userMessage}
            hint={opened.error.hint}
            action={
              <Button size="sm" onClick={opened.retry}>
                Try again
              </Button>
            }
          />
        </div>
      </div>
    );
  }
  return (
    <WorkflowStoreProvider store={opened.store}>
      <RunProvider workflowId={workflowId}>
        <CanvasProvider>
          <FollowWorkflow />
          <FollowModels />
          <FollowStaleness />
          <FollowCallers />
          <BreakpointsProvider workflowId={workflowId}>
            <RunStarterProvider>
              <Studio />
            </RunStarterProvider>
          </BreakpointsProvider>
        </CanvasProvider>
      </RunProvider>
    </WorkflowStoreProvider>
  );
}

function Studio() {
  const panels = useStudioPanels();
  const traceTabs = useTraceTabs(panels);
  const canvas = useCanvasStore();
  useFocusOnOpening();
  usePaletteKey(panels);
  const inspector = useRef<HTMLDivElement>(null);
  const openInspector = useCallback(() => {
    panels.inspect();
    // After the panel is there.
    requestAnimationFrame(() => inspector.current?.querySelector<HTMLElement>(firstField)?.focus());
  }, [panels.inspect]);

  function backToCanvas(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    canvas.getState().pane?.focus();
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        crumbs={crumbs}
        title={<WorkflowName />}
        state={<SaveChip />}
        actions={
          <>
            <VersionsButton />
            <ExportButton />
            <PanelToggles panels={panels} />
            <PublishButton />
            <RunControls />
          </>
        }
      />
      <StudioPanels
        panels={panels}
        palette={<NodePalette onClose={() => panels.set("palette", false)} />}
        canvas={
          <WorkflowCanvas openInspector={openInspector}>
            <EmptyCanvas />
          </WorkflowCanvas>
        }
        inspector={
          // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back to where Enter came from
          <div ref={inspector} className="h-full" onKeyDown={backToCanvas}>
            <Inspector onClose={() => panels.set("inspector", false)} />
          </div>
        }
        trace={
          // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back to the canvas
          <div className="h-full" onKeyDown={backToCanvas}>
            <TraceDrawer {...traceTabs} onClose={() => panels.set("trace", false)} />
          </div>
        }
      />
    </div>
  );
}
