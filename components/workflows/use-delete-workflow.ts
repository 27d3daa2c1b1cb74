"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { newKey } from "@/components/ui/new-key";
import { toast } from "@/components/ui/toast";
import { PendingDeletes } from "./pending-deletes";

const undoMs = 8000;

/** One for the tab: moving to another page neither hastens nor forgets a deletion. */
const pending = new PendingDeletes();

if (typeof window !== "undefined") {
  window.addEventListener("pagehide", () => {
    for (const id of pending.takeAll()) {
      void fetch("/api/trpc/workflows.remove", {
        method: "POST",
        keepalive: true,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id }),
      });
    }
  });
}

/** The offer to undo of each; a new one each time, since one that is leaving the screen cannot come back. */
const toastIds = new Map<string, string>();

const nothingHidden: ReadonlySet<string> = new Set();

/** Ids of workflows that are deleted, or about to be. */
export function useDeletedIds(): ReadonlySet<string> {
  return useSyncExternalStore(pending.subscribe, pending.hidden, () => nothingHidden);
}

export interface DeleteWorkflow {
  /** Hides it at once and deletes it when the offer to undo is gone. */
  readonly remove: (workflow: { readonly id: string; readonly name: string }) => void;
  /** Takes back the last deletion that can be; returns whether there was one. */
  readonly undoLast: () => boolean;
}

export function useDeleteWorkflow(): DeleteWorkflow {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();

  const remove = useCallback<DeleteWorkflow["remove"]>(
    ({ id, name }) => {
      pending.add(id, async () => {
        try {
          await client.workflows.remove.mutate({ id });
        } catch (thrown) {
          const { code, message, hint } = appErrorOf(thrown);
          if (code !== "NOT_FOUND") toast.failed(`“${name}” was not deleted. ${message}`, { description: hint });
        }
        await queryClient.invalidateQueries(trpc.workflows.pathFilter());
        pending.reveal(id);
      });
      const toastId = newKey();
      toastIds.set(id, toastId);
      const commit = () => {
        // An older offer that is still leaving the screen says nothing about this deletion.
        if (toastIds.get(id) === toastId) pending.commit(id);
      };
      toast.done(`“${name}” deleted`, {
        id: toastId,
        duration: undoMs,
        action: { label: "Undo", onClick: () => pending.undo(id) },
        onAutoClose: commit,
        onDismiss: commit,
      });
    },
    [client, trpc, queryClient],
  );

  const undoLast = useCallback(() => {
    const id = pending.waiting().at(-1);
    if (id === undefined) return false;
    pending.undo(id);
    toast.dismiss(toastIds.get(id) ?? "");
    return true;
  }, []);

  return { remove, undoLast };
}
