"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { PageFrame } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { statusLooks } from "@/components/ui/status";
import { isRunOver, type RunStatus, runStatuses } from "@/nodes/core/run-status";
import { RunsTable } from "./runs-table";

const all = "all";

/** Every run of every workflow, newest first. */
export function RunsPage() {
  const { status, workflowId, set } = useFilter();
  const trpc = useTRPC();
  const runs = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      { limit: 50, ...(status && { status }), ...(workflowId && { workflowId }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // Nothing here is followed live: while a run goes on, the list asks again.
        refetchInterval: ({ state }) =>
          state.data?.pages.some((page) => page.items.some((run) => !isRunOver(run.status))) ? 2_000 : false,
      },
    ),
  );
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = status !== undefined || workflowId !== undefined;

  return (
    <PageFrame title="Runs" actions={<Filters status={status} workflowId={workflowId} onChange={set} />}>
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
      {runs.isSuccess && items.length === 0 && <NoRuns isFiltered={isFiltered} onClear={() => set({})} />}
      {items.length > 0 && <RunsTable runs={items} />}
      {runs.hasNextPage && (
        <Button isLoading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()} className="mt-4">
          Show older runs
        </Button>
      )}
    </PageFrame>
  );
}

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
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

interface Filter {
  status?: RunStatus;
  workflowId?: string;
}

/** The filter stands in the address, so that it can be kept and sent. */
function useFilter() {
  const router = useRouter();
  const parameters = useSearchParams();
  const named = parameters.get("status");
  return {
    status: runStatuses.find((one) => one === named),
    workflowId: parameters.get("workflow") ?? undefined,
    set({ status, workflowId }: Filter) {
      const next = new URLSearchParams({ ...(status && { status }), ...(workflowId && { workflow: workflowId }) });
      router.replace(next.size === 0 ? "/runs" : `/runs?${next}`, { scroll: false });
    },
  };
}

function Filters({ status, workflowId, onChange }: Filter & { onChange: (filter: Filter) => void }) {
  const trpc = useTRPC();
  const workflows = useQuery(trpc.workflows.list.queryOptions({ limit: 100 }));
  const names = (workflows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <div className="w-52">
        <Select
          aria-label="Workflow"
          value={workflowId ?? all}
          onValueChange={(next) => onChange({ status, workflowId: next === all ? undefined : next })}
          options={[{ value: all, label: "Every workflow" }, ...names]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label="Status"
          value={status ?? all}
          onValueChange={(next) => onChange({ workflowId, status: next === all ? undefined : (next as RunStatus) })}
          options={[
            { value: all, label: "Every status" },
            ...runStatuses.map((value) => ({ value, label: statusLooks[value].label })),
          ]}
        />
      </div>
    </>
  );
}
