"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { AddressDialog } from "./address-dialog";
import type { CollectionSummary } from "./memory-types";

/** The dialog that adds a page, with what it does. */
export function AddPage({ collection, onClose }: { collection: CollectionSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const adding = useMutation(
    trpc.documents.add.mutationOptions({
      onSuccess: onClose,
      onSettled: async () => {
        await queries.invalidateQueries(trpc.documents.pathFilter());
        await queries.invalidateQueries(trpc.collections.pathFilter());
      },
    }),
  );
  return (
    <AddressDialog
      collection={collection.name}
      isAdding={adding.isPending}
      error={adding.error ? appErrorOf(adding.error) : undefined}
      onAdd={(address) => adding.mutate({ collection: collection.id, document: { url: address } })}
      onClose={onClose}
    />
  );
}
