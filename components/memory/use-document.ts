"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";

export function useDocument(id: string) {
  return useQuery(
    useTRPC().documents.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (["queued", "working"].includes(state.data?.status ?? "") ? 1_000 : false) },
    ),
  );
}
