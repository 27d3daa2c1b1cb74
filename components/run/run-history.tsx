"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { RunSummary } from "@/components/api/types";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { formatRelativeTime } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StatusIcon } from "@/components/ui/status";
import { useRunSession, useRunView } from "./run-context";
import { runFacts } from "./run-facts";
import { useNow } from "./use-now";

/** The workflow's past runs, newest first; choosing one shows it on the canvas. */
export function RunHistory({ onShown }: { onShown: () => void }) {
  const trpc = useTRPC();
  const { session, workflowId } = useRunSession();
  const shownId = useRunView((view) => view.runId);
  const runs = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      { workflowId, limit: 20 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];

  if (runs.isPending) return <SkeletonRows count={4} label="Loading runs" className="p-2" />;
  if (runs.isError) return <ErrorNote title={appErrorOf(runs.error).message} className="m-2" />;
  if (items.length === 0) {
    return (
      <EmptyState isCompact title="No run yet">
        Each run of this workflow is kept here, to be looked at again.
      </EmptyState>
    );
  }
  return (
    <div className="grid max-h-96 gap-px overflow-y-auto p-1">
      {items.map((run) => (
        <HistoryRow
          key={run.id}
          run={run}
          isShown={run.id === shownId}
          onShow={() => {
            session.show(run.id);
            onShown();
          }}
        />
      ))}
      {runs.hasNextPage && (
        <Button size="sm" variant="ghost" isLoading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </div>
  );
}

function HistoryRow({ run, isShown, onShow }: { run: RunSummary; isShown: boolean; onShow: () => void }) {
  const now = useNow(10_000);
  return (
    <div className={cn("flex items-center gap-1 rounded-md hover:bg-hover", isShown && "bg-hover")}>
      <button
        type="button"
        aria-current={isShown || undefined}
        onClick={onShow}
        className="grid min-w-0 flex-1 gap-0.5 rounded-md px-2 py-1.5 text-left"
      >
        <span className="flex items-center gap-2">
          <StatusIcon status={run.status} />
          <span className="truncate">{formatRelativeTime(new Date(run.startedAt ?? run.queuedAt), now)}</span>
          <span className="ml-auto shrink-0 text-dim text-sm tabular-nums">
            {runFacts(run.durationMs ?? 0, run.usage)}
          </span>
        </span>
        {run.error && <span className="truncate pl-5.5 text-bad text-sm">{run.error.message}</span>}
      </button>
      <Link
        href={`/runs/${run.id}`}
        aria-label="Open the run's page"
        className="grid size-7 shrink-0 place-items-center rounded-md text-dim hover:text-ink"
      >
        <ExternalLink className="size-3.5" aria-hidden />
      </Link>
    </div>
  );
}
