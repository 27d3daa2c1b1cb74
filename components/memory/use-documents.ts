"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import type { DocumentSummary } from "./memory-types";

const perPage = 100;
const refreshMs = 2_000;

function isOnItsWay({ status }: Pick<DocumentSummary, "status">): boolean {
  return status === "queued" || status === "working";
}

/** All documents of a collection, page after page: the list draws only those in sight. */
export function useDocuments(collectionId: string) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.documents.list.infiniteQueryOptions(
      { collection: collectionId, limit: perPage },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // Their progress comes with the jobs, which are few: all pages are read again more rarely.
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isOnItsWay)) ? refreshMs : false,
      },
    ),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isError]);
  const pages = query.data?.pages;
  const documents = useMemo<readonly DocumentSummary[]>(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  return {
    documents,
    isPending: query.isPending,
    isLoadingMore: hasNextPage,
    error: pages === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
}
