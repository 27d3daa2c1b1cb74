"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { chunkViewOf } from "./chunk-view";
import type { ChunkView } from "./memory-types";

const perPage = 100;

/** All passages of a document, page after page. */
export function useChunks(documentId: string) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.documents.chunks.infiniteQueryOptions(
      { id: documentId, limit: perPage },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isError]);
  const pages = query.data?.pages;
  const chunks = useMemo<readonly ChunkView[]>(
    () => pages?.flatMap(({ items }) => items.map(chunkViewOf)) ?? [],
    [pages],
  );
  return {
    chunks,
    isPending: query.isPending,
    error: pages === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
}
