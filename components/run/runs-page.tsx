"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Activity, MailCheck } from "lucide-react";
import Link from "next/link";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { ComparePicked, usePickedRuns } from "@/components/compare/compare-picked";
import { PageFrame } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isRunOver } from "@/nodes/core/run-status";
import { RunsFilters } from "./runs-filters";
import { RunsTable } from "./runs-table";
import { type RunsFilter, useRunsFilter } from "./use-runs-filter";

/** Every run of every workflow, newest first. */
export function RunsPage() {
  const { filter, set } = useRunsFilter();
  const { picked, pick } = usePickedRuns();
  const trpc = useTRPC();
  const runs = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      { limit: 50, ...filter },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // Nothing here is followed live: while a run goes on, the list asks again.
        refetchInterval: ({ state }) =>
          state.data?.pages.some((page) => page.items.some((run) => !isRunOver(run.status))) ? 2_000 : false,
      },
    ),
  );
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <PageFrame
      title="Runs"
      actions={
        <>
          <ComparePicked picked={picked} />
          <RunsFilters filter={filter} onChange={set} />
        </>
      }
    >
      {runs.isPending && <SkeletonRows count={8} label="Loading runs" />}
      {runs.isError && (
        <ErrorNote
          title={appErrorOf(runs.error).message}
          hint={appErrorOf(runs.error).hint}
          action={
            <Button size="sm" onClick={() => void runs.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {runs.isSuccess && items.length === 0 && <NoRuns filter={filter} onClear={() => set({})} />}
      {items.length > 0 && <RunsTable runs={items} picked={picked} onPick={pick} />}
      {runs.hasNextPage && (
        <Button isLoading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()} className="mt-4">
          Show older runs
        </Button>
      )}
    </PageFrame>
  );
}

function NoRuns({ filter, onClear }: { filter: RunsFilter; onClear: () => void }) {
  if (filter.isDeadLetter === true) {
    return (
      <EmptyState
        icon={<MailCheck />}
        title="No dead letters"
        actions={<Button onClick={onClear}>Show all runs</Button>}
      >
        A run that took the server down three times in a row is kept here until somebody sends it again.
      </EmptyState>
    );
  }
  if (Object.keys(filter).length > 0) {
    return (
      <EmptyState icon={<Activity />} title="No such run" actions={<Button onClick={onClear}>Show all runs</Button>}>
        No run fits what is chosen above.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Activity />}
      title="No run yet"
      actions={
        <Button asChild variant="primary">
          <Link href="/workflows">Open a workflow</Link>
        </Button>
      }
    >
      Each run of a workflow is kept here: what went in, what each node did, and what came out.
    </EmptyState>
  );
}
