"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { collectionUploads } from "./collection-uploads";
import type { Upload, UploadQueue } from "./upload-queue";

const none: readonly Upload[] = [];

/** Files on their way to a collection; with each that arrived its documents are read again. */
export function useUploads(collectionId: string): { readonly uploads: readonly Upload[]; readonly queue: UploadQueue } {
  const queue = collectionUploads(collectionId);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const uploads = useSyncExternalStore(queue.subscribe, queue.uploads, () => none);
  const stored = useSyncExternalStore(queue.subscribe, queue.stored, () => 0);
  useEffect(() => {
    if (stored === 0) return;
    void queries.invalidateQueries(trpc.documents.pathFilter());
    void queries.invalidateQueries(trpc.collections.pathFilter());
  }, [stored, queries, trpc]);
  return { uploads, queue };
}
