"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import { emptyCollection, newCollectionOf } from "./collection-form";
import { collectionUploads } from "./collection-uploads";
import { nameOfFiles } from "./first-files";
import { collectionPath } from "./memory-paths";

/** Makes a collection of files that were dropped where there is none yet, and opens it. */
export function useFirstFiles(): (files: readonly File[]) => void {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async (files) => {
    try {
      const entry = newCollectionOf({ ...emptyCollection, name: nameOfFiles(files) });
      const { id } = await client.collections.create.mutate(entry);
      collectionUploads(id).add(files);
      router.push(collectionPath(id));
      await queries.invalidateQueries(trpc.collections.pathFilter());
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(message, { description: hint });
    }
  };
}
