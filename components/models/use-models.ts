"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

/** How often the state by last use is read again: runs change it. */
const refreshMs = 10_000;

export function useModels() {
  return useQuery(useTRPC().models.list.queryOptions(undefined, { refetchInterval: refreshMs }));
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
