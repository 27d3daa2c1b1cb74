"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { downloadText } from "@/components/ui/download-text";
import { toast } from "@/components/ui/toast";

/** The address of a workflow's canvas. */
export function workflowPath(id: string): string {
  return `/workflows/${id}`;
}

/** What can be done with workflows from a list; failures are told in the corner. */
export function useWorkflowActions() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const onSettled = () => queryClient.invalidateQueries(trpc.workflows.pathFilter());
  const open = ({ id }: { id: string }) => router.push(workflowPath(id));

  const create = useMutation(
    trpc.workflows.create.mutationOptions({
      onSuccess: open,
      onSettled,
      onError: tell("The workflow was not created."),
    }),
  );
  const duplicate = useMutation(
    trpc.workflows.duplicate.mutationOptions({
      onSuccess: (copy) =>
        toast.done(`“${copy.name}” created`, { action: { label: "Open", onClick: () => open(copy) } }),
      onSettled,
      onError: tell("The workflow was not duplicated."),
    }),
  );
  const openExample = useMutation(
    trpc.gallery.open.mutationOptions({ onSuccess: open, onSettled, onError: tell("The example was not copied.") }),
  );

  const download = useCallback(
    async (id: string): Promise<void> => {
      try {
        const { fileName, text } = await client.workflows.export.query({ id });
        downloadText(fileName, text);
      } catch (thrown) {
        tell("The workflow was not exported.")(thrown);
      }
    },
    [client],
  );

  return { create, duplicate, openExample, download, open };
}

function tell(what: string): (thrown: unknown) => void {
  return (thrown) => {
    const { message, hint } = appErrorOf(thrown);
    toast.failed(`${what} ${message}`, { description: hint });
  };
}
