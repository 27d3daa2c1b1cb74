"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import type { RememberedFilter } from "./remembered-filters";
import { useForgottenIds } from "./use-forget";

const perPage = 50;

/** What was remembered and fits, without what is just being forgotten. */
export function useRemembered({ collection, text, isPinned }: RememberedFilter) {
  const forgotten = useForgottenIds();
  const query = useInfiniteQuery(
    useTRPC().memory.remembered.infiniteQueryOptions(
      {
        limit: perPage,
        ...(collection === undefined ? {} : { collection }),
        ...(text.trim() === "" ? {} : { text: text.trim() }),
        ...(isPinned ? { isPinned } : {}),
      },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        refetchOnMount: "always",
      },
    ),
  );
  const pages = query.data?.pages;
  const items = useMemo(
    () => pages?.flatMap((page) => page.items).filter(({ id }) => !forgotten.has(id)),
    [pages, forgotten],
  );
  return { query, items };
}
