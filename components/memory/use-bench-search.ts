"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import type { BenchSearch } from "./bench-search";
import { type BenchSettings, readFilter } from "./bench-settings";

/** Searches one side of the bench as soon as it is set; `undefined` asks nothing. */
export function useBenchSearch(
  collectionId: string,
  question: string,
  settings: BenchSettings | undefined,
): BenchSearch {
  const client = useTRPCClient();
  const { filter, problem } = readFilter(settings?.filter ?? "");
  const isAsked = settings !== undefined && question !== "" && problem === undefined;
  const query = useQuery({
    queryKey: ["memory-bench", collectionId, question, settings],
    queryFn: isAsked
      ? async ({ signal }) => {
          const { mode, topK, minScore } = settings;
          return await client.collections.search.mutate(
            {
              id: collectionId,
              query: question,
              mode,
              topK,
              ...(minScore > 0 ? { minScore } : {}),
              ...(filter && { filter }),
            },
            { signal },
          );
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
  return {
    passages: isAsked ? query.data?.passages : undefined,
    tookMs: query.data?.tookMs,
    isPending: query.isFetching,
    error: query.error ? appErrorOf(query.error) : undefined,
  };
}
