"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { type Sort, serverSort, sortWorkflows } from "./sort-workflows";
import { useDeletedIds } from "./use-delete-workflow";

const perPage = 50;
const liveMs = 2_000;
const restMs = 15_000;

/** Workflows that fit the search, page after page; an order that is not the server's needs all pages, and loads them. */
export function useWorkflowList({ search, sort }: { search: string; sort: Sort }) {
  const trpc = useTRPC();
  const deleted = useDeletedIds();
  const query = useInfiniteQuery(
    trpc.workflows.list.infiniteQueryOptions(
      { limit: perPage, ...(search === "" ? {} : { search }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        // Runs start and end by triggers and from other tabs, too.
        refetchInterval: ({ state }) => {
          const isLive = state.data?.pages.some(({ items }) =>
            items.some(({ lastRun }) => isUnderway(lastRun?.status)),
          );
          return isLive ? liveMs : restMs;
        },
      },
    ),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const needsAll = sort.by !== serverSort.by || sort.isDescending !== serverSort.isDescending;
  useEffect(() => {
    if (needsAll && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [needsAll, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const pages = query.data?.pages;
  const workflows = useMemo(() => {
    const items = pages?.flatMap((page) => page.items).filter(({ id }) => !deleted.has(id));
    return items && sortWorkflows(items, sort);
  }, [pages, deleted, sort]);
  return { query, workflows };
}

function isUnderway(status: string | undefined): boolean {
  return status === "queued" || status === "running";
}
