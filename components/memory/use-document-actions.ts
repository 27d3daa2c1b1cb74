"use client";

import { useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { backupsKeep, lossOf } from "./document-words";
import type { DocumentSummary } from "./memory-types";

export interface DocumentActions {
  readonly pin: (document: Pick<DocumentSummary, "id" | "isPinned">) => void;
  /** Asks first, and resolves to whether they are gone. */
  readonly remove: (documents: readonly DocumentSummary[]) => Promise<boolean>;
  /** Reads, splits and embeds it once more. */
  readonly retry: (document: Pick<DocumentSummary, "id">) => void;
}

export function useDocumentActions(): DocumentActions {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirm = useConfirm();
  async function refresh() {
    await Promise.all([
      queries.invalidateQueries(trpc.documents.pathFilter()),
      queries.invalidateQueries(trpc.collections.pathFilter()),
      queries.invalidateQueries(trpc.memory.remembered.pathFilter()),
    ]);
  }
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(message, { description: hint });
      return false;
    } finally {
      await refresh();
    }
  }

  return {
    pin: ({ id, isPinned }) => void attempt(() => client.documents.pin.mutate({ id, isPinned: !isPinned })),
    retry: ({ id }) => void attempt(() => client.documents.retry.mutate({ id })),
    remove: async (documents) => {
      const [first] = documents;
      if (first === undefined) return false;
      const isSure = await confirm({
        title:
          documents.length === 1 ? `Delete “${first.name}”?` : `Delete ${formatPlural(documents.length, "document")}?`,
        description: `${lossOf(documents)} are deleted. ${backupsKeep}`,
        confirmLabel: "Delete",
        tone: "danger",
      });
      if (!isSure) return false;
      const isDone = await attempt(async () => {
        for (const { id } of documents) await client.documents.delete.mutate({ id });
      });
      if (isDone)
        toast.done(documents.length === 1 ? `“${first.name}” deleted` : `${documents.length} documents deleted`);
      return isDone;
    },
  };
}
