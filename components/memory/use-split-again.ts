"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { splitOf } from "./collection-form";
import type { CollectionSummary } from "./memory-types";

export interface SplitRequest {
  readonly sizes: { readonly chunkSize: number; readonly overlap: number };
  /** Left out for all documents. */
  readonly documentId: string | undefined;
}

/** Splits with sizes that become the collection's own. */
export function useSplitAgain(collection: CollectionSummary, onStarted: () => void) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ sizes, documentId }: SplitRequest) => {
      const stored = splitOf(collection.settings);
      if (stored.chunkSize !== sizes.chunkSize || stored.overlap !== sizes.overlap)
        await client.collections.update.mutate({
          id: collection.id,
          change: { settings: { ...collection.settings, ...sizes } },
        });
      return await client.documents.splitAgain.mutate({
        collection: collection.id,
        ...(documentId === undefined ? {} : { documentId }),
      });
    },
    onSuccess: onStarted,
    onSettled: async () => {
      await queries.invalidateQueries(trpc.documents.pathFilter());
      await queries.invalidateQueries(trpc.collections.pathFilter());
    },
  });
}
