"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";

/** Goes on with a run from the dead letters; `onSent` gets the id of the new run that does. */
export function useSendAgain(onSent: (runId: string) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const look = () => {
    void queries.invalidateQueries({ queryKey: trpc.runs.list.pathKey() });
    void queries.invalidateQueries({ queryKey: trpc.runs.countDeadLetters.queryKey() });
    void queries.invalidateQueries({ queryKey: trpc.runs.get.queryKey() });
  };
  const resume = useMutation(
    trpc.runs.resume.mutationOptions({
      onSuccess: ({ id }) => {
        look();
        onSent(id);
      },
      onError: (error: unknown) => {
        toast.failed(appErrorOf(error).message, { id: "send-again" });
        // Somebody else may have sent it.
        look();
      },
    }),
  );
  return {
    isSending: resume.isPending,
    send: (runId: string) => {
      if (!resume.isPending) resume.mutate({ runId });
    },
  };
}
