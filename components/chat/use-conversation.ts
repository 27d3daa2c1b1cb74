"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiInputs } from "@/components/api/types";
import { toast } from "@/components/ui/toast";
import { partnerInput } from "./use-partners";

/** The conversation that is looked at; what is stored of a running answer is empty, its run has the rest. */
export function useConversation(id: string | undefined) {
  const trpc = useTRPC();
  return useQuery(trpc.conversations.get.queryOptions({ id: id ?? "" }, { enabled: id !== undefined }));
}

/** Reads the conversations again after something was said. */
export function useRefreshConversations(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: trpc.conversations.pathKey() }), [queries, trpc]);
}

type Send = Omit<ApiInputs["chat"]["send"], "conversationId" | "partner">;

/** Sends messages; the first one of a new conversation leads to its page. */
export function useSend(conversationId: string | undefined, partner: string | undefined) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshConversations();
  const mutation = useMutation(
    trpc.chat.send.mutationOptions({
      onSuccess: async (sent) => {
        await refresh();
        if (conversationId === undefined) router.replace(`/chat/${sent.conversationId}`);
      },
      onError: (error: unknown) => {
        const { message, hint } = appErrorOf(error);
        toast.failed(message, { id: "chat", description: hint });
      },
    }),
  );
  const send = useCallback(
    (message: Send) =>
      mutation.mutateAsync({
        ...message,
        conversationId,
        ...(conversationId === undefined && partner !== undefined ? { partner: partnerInput(partner) } : {}),
      }),
    [mutation.mutateAsync, conversationId, partner],
  );
  return { send, pending: mutation.isPending ? mutation.variables : undefined };
}
