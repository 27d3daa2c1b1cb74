"use client";

import { useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { backupsKeep, lossOfCollection } from "./document-words";
import type { CollectionSummary } from "./memory-types";

/** Deletes a collection after saying what goes with it. Resolves to whether it did. */
export function useRemoveCollection(): (collection: CollectionSummary) => Promise<boolean> {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirm = useConfirm();
  return async (collection) => {
    const isSure = await confirm({
      title: `Delete “${collection.name}”?`,
      description: `${lossOfCollection(collection)} are deleted with it. ${backupsKeep} Workflows that use it fail until they name another one.`,
      confirmLabel: "Delete",
      tone: "danger",
    });
    if (!isSure) return false;
    try {
      await client.collections.delete.mutate({ id: collection.id });
      toast.done(`“${collection.name}” deleted`);
      return true;
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(`“${collection.name}” was not deleted. ${message}`, { description: hint });
      return false;
    } finally {
      await queries.invalidateQueries(trpc.collections.pathFilter());
    }
  };
}
