"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";

/**
 * What runs on this machine. The usual ports are asked while there is no model but the starter, and when somebody wants
 * it: never otherwise, and once a tab.
 */
export function useDiscovery(hasNoModel: boolean) {
  const trpc = useTRPC();
  const [isAsked, setIsAsked] = useState(false);
  const query = useQuery(
    trpc.models.discover.queryOptions(undefined, {
      enabled: hasNoModel || isAsked,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: false,
    }),
  );
  const look = () => {
    setIsAsked(true);
    if (query.data !== undefined || query.isError) void query.refetch();
  };
  return { query, look };
}
