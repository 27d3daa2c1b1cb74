"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { RunProvider, useRunSession } from "@/components/run/run-context";
import { TracePanel, type TraceTab } from "@/components/run/trace-panel";
import { IconButton } from "@/components/ui/icon-button";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";

const none: ReadonlySet<string> = new Set();

/** The run behind an answer: where its time went, and what it read. */
export function ChatTrace({ runId, onClose }: { runId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, isPending, isError } = useQuery(
    trpc.runs.events.queryOptions({ id: runId }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  );
  const close = <IconButton label="Close the trace" icon={<X />} onClick={onClose} />;
  return (
    <aside aria-label="Trace" className="flex w-104 shrink-0 flex-col border-l bg-panel 2xl:w-140">
      {isPending && <SkeletonRows count={6} label="Loading the trace" className="p-3" />}
      {isError && (
        <div className="flex items-center justify-between p-3 text-dim">
          The trace is gone: its run was deleted.
          {close}
        </div>
      )}
      {data && (
        <RunProvider key={runId} workflowId={data.workflowId} initial="none">
          <Opened runId={runId} events={data.events} document={data.document as Workflow | null}>
            <IconButtonLink runId={runId} />
            {close}
          </Opened>
        </RunProvider>
      )}
    </aside>
  );
}

function IconButtonLink({ runId }: { runId: string }) {
  return (
    <Link
      href={`/runs/${runId}`}
      aria-label="Open the run"
      className="grid size-7 place-items-center rounded-md text-dim hover:bg-hover hover:text-ink"
    >
      <ArrowUpRight className="size-4" aria-hidden />
    </Link>
  );
}

function Opened({
  runId,
  events,
  document,
  children,
}: {
  runId: string;
  events: readonly TraceEvent[];
  document: Workflow | null;
  children: React.ReactNode;
}) {
  const { session } = useRunSession();
  const [tab, setTab] = useState<TraceTab>("waterfall");
  const shown = useMemo(() => document ?? emptyWorkflow("Chat"), [document]);
  useEffect(() => session.open(runId, events), [session, runId, events]);
  return (
    <TracePanel
      document={shown}
      definitions={definitions}
      selected={none}
      onSelectNode={() => {}}
      isReplay={false}
      tab={tab}
      onTabChange={setTab}
      actions={children}
    />
  );
}
