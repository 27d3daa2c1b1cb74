"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { AllowanceRow } from "./allowance-row";
import { InspectorSection } from "./inspector-section";

const perPage = 20;

/** Calls of the workflow's tools that agents make without asking; given in the inbox, taken back here. */
export function AllowancesSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const workflowId = useWorkflow((state) => state.workflowId);
  const revision = useWorkflow((state) => state.revision);
  const query = useInfiniteQuery(
    trpc.allowances.list.infiniteQueryOptions(
      { workflowId, limit: perPage },
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
    ),
  );

  // Whether one still counts follows from the document, which the server has just stored anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: trpc.allowances.pathKey() });
  }, [queries, trpc, revision]);

  const allowances = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (allowances.length === 0 && !query.isError) return null;
  return (
    <InspectorSection title="Called without asking">
      {query.isError && <p className="text-faint text-sm">{appErrorOf(query.error).message}</p>}
      <ul className="grid grid-cols-1 gap-2.5">
        {allowances.map((allowance) => (
          <AllowanceRow key={allowance.id} allowance={allowance} workflowId={workflowId} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          className="w-fit"
          isLoading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </InspectorSection>
  );
}
