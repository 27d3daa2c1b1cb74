"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";

const perPage = 100;
/** Runs remember things meanwhile. */
const refreshMs = 10_000;

export function useCollections() {
  return useInfiniteQuery(
    useTRPC().collections.list.infiniteQueryOptions(
      { limit: perPage },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        refetchInterval: refreshMs,
        refetchOnMount: "always",
      },
    ),
  );
}
