"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { RunSummary } from "@/components/api/types";
import { useCommands } from "@/components/layout/commands";
import { runFacts } from "@/components/run/run-facts";
import { useNow } from "@/components/run/use-now";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StatusIcon } from "@/components/ui/status";
import { compareInOrder } from "./compare-href";

export interface CompareWithProps {
  runId: string | null;
  /** Null for a workflow that was deleted: then all runs are offered. */
  workflowId: string | null;
  /** The run that this one is a fork of stands first. */
  sourceId?: string;
  isIcon?: boolean;
}

/** "Compare with…": the other runs of the workflow, the newest first. */
export function CompareWith({ runId, workflowId, sourceId, isIcon = false }: CompareWithProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isDisabled = runId === null;
  useCommands([
    {
      id: "run.compare",
      label: "Compare with…",
      group: "Run",
      icon: <GitCompareArrows />,
      isDisabled,
      run: () => setIsOpen(true),
    },
  ]);
  return (
    <Popover
      label="Runs to compare with"
      side={isIcon ? "top" : undefined}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      className="w-120 p-0"
      trigger={
        isIcon ? (
          <IconButton size="sm" label="Compare with…" icon={<GitCompareArrows />} disabled={isDisabled} />
        ) : (
          <Button icon={<GitCompareArrows />} disabled={isDisabled}>
            Compare with…
          </Button>
        )
      }
    >
      {runId !== null && <OtherRuns runId={runId} workflowId={workflowId} sourceId={sourceId} />}
    </Popover>
  );
}

function OtherRuns({ runId, workflowId, sourceId }: CompareWithProps & { runId: string }) {
  const trpc = useTRPC();
  const runs = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      { limit: 20, ...(workflowId === null ? {} : { workflowId }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const source = useQuery(
    trpc.runs.summary.queryOptions({ id: sourceId ?? "" }, { enabled: sourceId !== undefined, retry: false }),
  );
  if (runs.isPending || source.isLoading) return <SkeletonRows count={4} label="Loading runs" className="p-2" />;
  if (runs.isError) return <ErrorNote title={appErrorOf(runs.error).message} className="m-2" />;
  const others = runs.data.pages.flatMap(({ items }) => items).filter(({ id }) => id !== runId);
  // It may be older than those that are loaded.
  const first = source.data === undefined ? [] : [source.data];
  const ordered = [...first, ...others.filter(({ id }) => id !== source.data?.id)];
  if (ordered.length === 0)
    return (
      <EmptyState isCompact title="No other run">
        Run the workflow again, or fork this run: then the two can be compared.
      </EmptyState>
    );
  return (
    <ul className="grid max-h-96 gap-px overflow-y-auto p-1">
      {ordered.map((run) => (
        <OtherRun key={run.id} run={run} href={compareInOrder(runId, run.id)} word={wordFor(run, runId, sourceId)} />
      ))}
      {runs.hasNextPage && (
        <Button size="sm" variant="ghost" isLoading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </ul>
  );
}

function wordFor({ id, forkedFrom }: RunSummary, runId: string, sourceId: string | undefined): string | undefined {
  if (id === sourceId) return "source";
  return forkedFrom?.runId === runId ? "fork" : undefined;
}

function OtherRun({ run, href, word }: { run: RunSummary; href: string; word: string | undefined }) {
  const now = useNow(10_000);
  const at = new Date(run.startedAt ?? run.queuedAt);
  return (
    <li>
      <Link
        href={href}
        className="flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <StatusIcon status={run.status} />
        <span className="truncate" title={at.toLocaleString()}>
          {formatRelativeTime(at, now)}
        </span>
        {word !== undefined && <Badge tone="accent">{word}</Badge>}
        <span className="ml-auto shrink-0 text-dim text-sm tabular-nums">
          {runFacts(run.durationMs ?? 0, run.usage)}
        </span>
      </Link>
    </li>
  );
}
