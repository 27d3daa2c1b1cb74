"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "./branch-view";
import type { MessageActions } from "./message-view";
import { useRefreshConversations, type useSend } from "./use-conversation";

interface MessageActionsOf {
  readonly conversation: Conversation | undefined;
  readonly send: ReturnType<typeof useSend>["send"];
  readonly setEditedId: (id: string | null) => void;
  readonly onTrace: (runId: string) => void;
  readonly input: RefObject<HTMLTextAreaElement | null>;
}

/** What can be done with single messages. */
export function useMessageActions({ conversation, send, setEditedId, onTrace, input }: MessageActionsOf): {
  readonly actions: MessageActions;
  readonly stop: (runId: string | null) => void;
} {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshConversations();
  const onError = (error: unknown) => void toast.failed(appErrorOf(error).message, { id: "chat" });
  const show = useMutation(trpc.conversations.show.mutationOptions({ onSuccess: refresh, onError }));
  const pin = useMutation(trpc.conversations.pin.mutationOptions({ onSuccess: refresh, onError }));
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onSuccess: refresh, onError }));
  const branch = useMutation(
    trpc.conversations.branch.mutationOptions({
      onSuccess: async (made) => {
        await refresh();
        router.push(`/chat/${made.id}`);
      },
      onError,
    }),
  );
  const id = conversation?.id ?? "";
  const sent = (sending: Promise<unknown>) => void sending.then(() => input.current?.focus()).catch(() => {});
  const actions: MessageActions = {
    onEdit: (messageId) => {
      setEditedId(messageId);
      if (messageId === null) input.current?.focus();
    },
    onResend: (message, text) => {
      setEditedId(null);
      const files = message.details.attachments?.map(({ fileId }) => fileId);
      sent(send({ message: text, parentId: message.parentId, ...(files === undefined ? {} : { files }) }));
    },
    onAnswerAgain: (message) => {
      if (message.parentId !== null) sent(send({ message: "", answerAgain: message.parentId }));
    },
    onShow: (messageId) => show.mutate({ id, messageId }),
    onBranch: (messageId) => branch.mutate({ id, messageId }),
    onPin: ({ id: messageId, isPinned }) => pin.mutate({ id, messageId, isPinned: !isPinned }),
    onTrace,
    onOver: refresh,
  };
  return {
    actions,
    stop: (runId) => {
      if (runId !== null) cancel.mutate({ id: runId });
    },
  };
}
