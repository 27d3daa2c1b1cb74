"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import type { CollectionSummary } from "./memory-types";
import { SplitDialog } from "./split-dialog";

/** Splits all documents again; the newest one shows how. */
export function SplitAll({ collection, onClose }: { collection: CollectionSummary; onClose: () => void }) {
  const { data } = useQuery(
    useTRPC().documents.list.queryOptions({ collection: collection.id, status: "ready", limit: 1 }),
  );
  const document = data?.items[0];
  if (document === undefined) return null;
  return <SplitDialog document={document} collection={collection} areAllSplit onClose={onClose} />;
}
