"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import Link from "next/link";
import { useEffect, useMemo } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { CanvasProvider } from "@/components/canvas/canvas-context";
import { WorkflowCanvas } from "@/components/canvas/workflow-canvas";
import { CompareWith } from "@/components/compare/compare-with";
import { ForkButton } from "@/components/fork/fork-button";
import { ForkLine } from "@/components/fork/fork-line";
import { Inspector } from "@/components/inspector/inspector";
import { PageFrame } from "@/components/layout/page-frame";
import { TopBar } from "@/components/layout/top-bar";
import { usePageTitle } from "@/components/layout/use-page-title";
import { StudioPanels } from "@/components/studio/studio-panels";
import { StudioSkeleton } from "@/components/studio/studio-skeleton";
import { useStudioPanels } from "@/components/studio/use-studio-panels";
import { useTraceTabs } from "@/components/studio/use-trace-tabs";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { useWorkflow, WorkflowStoreProvider } from "@/components/workflow-store/workflow-context";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { FollowCallers } from "./follow-callers";
import { nodeLooks } from "./node-look";
import { RunProvider, useRunSession } from "./run-context";
import { RunPageActions, RunPageState } from "./run-page-bar";
import { TraceDrawer } from "./trace-drawer";
import { useFrozenWorkflow } from "./use-frozen-workflow";

type RunRecord = ApiOutputs["runs"]["events"];

/** A run as it was: its frozen graph, its trace, what went in and came out, and a scrubber through all of it. */
export function RunPage({ runId }: { runId: string }) {
  const trpc = useTRPC();
  // What has happened does not change; what still happens comes live.
  const query = useQuery(trpc.runs.events.queryOptions({ id: runId }, { staleTime: Number.POSITIVE_INFINITY }));
  const queries = useQueryClient();
  useEffect(() => {
    return () => queries.removeQueries({ queryKey: trpc.runs.events.queryKey({ id: runId }) });
  }, [queries, trpc, runId]);

  if (query.isPending) return <StudioSkeleton />;
  if (query.isError) return <RunFailure error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadedRun key={runId} runId={runId} record={query.data} />;
}

function RunFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, hint } = appErrorOf(error);
  return (
    <PageFrame crumbs={runsCrumb} title="Run" width="narrow">
      <ErrorNote
        title={message}
        hint={hint}
        action={
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        }
      />
    </PageFrame>
  );
}

const runsCrumb = [{ label: "Runs", href: "/runs" }];

function LoadedRun({ runId, record }: { runId: string; record: RunRecord }) {
  const { workflowId, workflowName } = record;
  // The wire's type says less of a config than the document's does; it is the same JSON.
  const frozen = record.document as Workflow | null;
  const document = useMemo(() => frozen ?? emptyWorkflow(workflowName), [frozen, workflowName]);
  const store = useFrozenWorkflow(workflowId, document);
  return (
    <WorkflowStoreProvider store={store}>
      <RunProvider workflowId={workflowId} initial="none">
        <CanvasProvider>
          <FollowCallers />
          <OpenRun runId={runId} events={record.events} />
          <RunStudio runId={runId} record={record} />
        </CanvasProvider>
      </RunProvider>
    </WorkflowStoreProvider>
  );
}

/** Of a long run the first answer has the first events; the live connection brings the others. */
function OpenRun({ runId, events }: { runId: string; events: readonly TraceEvent[] }) {
  const { session } = useRunSession();
  useEffect(() => session.open(runId, events), [session, runId, events]);
  return null;
}

function RunStudio({ runId, record: { workflowId, workflowName, forkedFrom } }: { runId: string; record: RunRecord }) {
  usePageTitle(`Run of ${workflowName}`);
  const panels = useStudioPanels();
  const traceTabs = useTraceTabs(panels);
  const nodes = useWorkflow((state) => state.document.nodes);
  const title = (nodeId: string) => nodeLooks({ nodes }, definitions)(nodeId).title;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        crumbs={runsCrumb}
        title={workflowName}
        state={<RunPageState />}
        actions={
          <>
            <RunPageActions runId={runId} panels={panels} />
            <CompareWith runId={runId} workflowId={workflowId} sourceId={forkedFrom?.runId} />
            <ForkButton />
            {workflowId !== null && (
              <Button asChild>
                <Link href={`/workflows/${workflowId}`}>
                  <Pencil aria-hidden />
                  Open the workflow
                </Link>
              </Button>
            )}
          </>
        }
      />
      <ForkLine runId={runId} forkedFrom={forkedFrom} title={title} />
      <StudioPanels
        panels={panels}
        canvas={<WorkflowCanvas openInspector={panels.inspect} />}
        inspector={<Inspector onClose={() => panels.set("inspector", false)} />}
        trace={<TraceDrawer isRunPage {...traceTabs} onClose={() => panels.set("trace", false)} />}
      />
    </div>
  );
}
