"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";

/** By id or slug. */
export function useCollection(id: string) {
  return useQuery(useTRPC().collections.get.queryOptions({ id }, { refetchInterval: 10_000 }));
}
