"use client";

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { type Question, questionKey } from "./question";

/** Questions come from runs that nobody follows here, so the lists are asked again. */
const everyMs = 4_000;
const page = { limit: 50 };

/** What waits for a person, the newest first, page after page. */
export function useInbox() {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.inbox.list.infiniteQueryOptions(page, {
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      refetchInterval: everyMs,
    }),
  );
}

/** How many questions wait; undefined while it is not known. */
export function useWaitCount(): number | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.inbox.count.queryOptions(undefined, { refetchInterval: everyMs })).data?.count;
}

type Pages = InfiniteData<ApiOutputs["inbox"]["list"]>;

/** Takes a question that was answered out of the lists at once, and asks the server for what is left. */
export function useForgetQuestion(): (question: Question) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (question) => {
    const gone = questionKey(question);
    queries.setQueryData<Pages>(trpc.inbox.list.infiniteQueryKey(page), (data) => data && without(data, gone));
    void queries.invalidateQueries({ queryKey: trpc.inbox.pathKey() });
  };
}

function without({ pages, pageParams }: Pages, gone: string): Pages {
  return {
    pageParams,
    pages: pages.map((one) => ({ ...one, items: one.items.filter((wait) => questionKey(wait) !== gone) })),
  };
}
