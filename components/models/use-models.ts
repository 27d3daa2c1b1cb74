"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

/** How often the state by last use is read again: runs change it. */
const refreshMs = 10_000;

/** Read anew wherever it is shown: whoever comes back from adding a model wants to see that it is there. */
export function useModels() {
  const options = { refetchInterval: refreshMs, refetchOnMount: "always" } as const;
  return useQuery(useTRPC().models.list.queryOptions(undefined, options));
}

/** Reads everything about models again; the search for servers is not repeated by it. */
export function useRefreshModels(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.models.list.queryFilter()),
      queryClient.invalidateQueries(trpc.models.problems.queryFilter()),
      queryClient.invalidateQueries(trpc.models.yaml.queryFilter()),
    ]);
  }, [trpc, queryClient]);
}
