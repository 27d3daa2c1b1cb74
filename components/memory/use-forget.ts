"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { newKey } from "@/components/ui/new-key";
import { toast } from "@/components/ui/toast";
import { PendingDeletes } from "@/components/workflows/pending-deletes";

const undoMs = 8_000;

/** One for the tab: moving to another page neither hastens nor forgets a deletion. */
const pending = new PendingDeletes();

if (typeof window !== "undefined") {
  window.addEventListener("pagehide", () => {
    for (const id of pending.takeAll())
      void fetch("/api/trpc/documents.delete", {
        method: "POST",
        keepalive: true,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id }),
      });
  });
}

const none: ReadonlySet<string> = new Set();

/** Ids of what is forgotten, or about to be. */
export function useForgottenIds(): ReadonlySet<string> {
  return useSyncExternalStore(pending.subscribe, pending.hidden, () => none);
}

/** Hides a remembered text at once, and deletes it when the offer to undo is gone. */
export function useForget(): (item: { readonly id: string }) => void {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return ({ id }) => {
    pending.add(id, async () => {
      try {
        await client.documents.delete.mutate({ id });
      } catch (thrown) {
        const { code, message, hint } = appErrorOf(thrown);
        if (code !== "NOT_FOUND") toast.failed(`It was not forgotten. ${message}`, { description: hint });
      }
      await queries.invalidateQueries(trpc.memory.remembered.pathFilter());
      await queries.invalidateQueries(trpc.collections.pathFilter());
      pending.reveal(id);
    });
    const commit = () => pending.commit(id);
    toast.done("Forgotten", {
      id: newKey(),
      description: "Its vector goes with it. Backups made before keep it.",
      duration: undoMs,
      action: { label: "Undo", onClick: () => pending.undo(id) },
      onAutoClose: commit,
      onDismiss: commit,
    });
  };
}
