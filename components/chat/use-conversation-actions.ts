"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { downloadText } from "@/components/ui/download-text";
import { toast } from "@/components/ui/toast";
import type { ListedConversation } from "./conversation-row";
import { useRefreshConversations } from "./use-conversation";

/** What can be done with a conversation as a whole. */
export function useConversationActions({ id, title, messageCount }: ListedConversation, isChosen: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const confirm = useConfirm();
  const refresh = useRefreshConversations();
  const onError = (error: unknown) => void toast.failed(appErrorOf(error).message, { id: "conversation" });
  const rename = useMutation(trpc.conversations.rename.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(
    trpc.conversations.delete.mutationOptions({
      onSuccess: () => {
        if (isChosen) router.replace("/chat");
        queries.removeQueries({ queryKey: trpc.conversations.get.queryKey({ id }) });
        return queries.invalidateQueries({ queryKey: trpc.conversations.list.queryKey() });
      },
      onError,
    }),
  );
  return {
    rename: (next: string) => rename.mutate({ id, title: next }),
    async exportAs(format: "markdown" | "json") {
      try {
        const file = await client.conversations.export.query({ id, format });
        downloadText(file.name, file.text, file.mediaType);
      } catch (error) {
        onError(error);
      }
    },
    async remove() {
      const isSure = await confirm({
        title: `Delete “${title}”?`,
        description: `Its ${messageCount} messages are gone then. Its runs stay in the list of runs.`,
        confirmLabel: "Delete",
        tone: "danger",
      });
      if (isSure) remove.mutate({ id });
    },
  };
}
