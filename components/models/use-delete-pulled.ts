"use client";

import { useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import type { ModelSummary } from "./model-types";
import { useRefreshModels } from "./use-models";

/** Deletes a model's files from its Ollama, and the entry of the app that named it. */
export function useDeletePulled(): (model: ModelSummary) => Promise<void> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = useRefreshModels();
  const confirm = useConfirm();

  return async (model) => {
    const isSure = await confirm({
      title: `Delete “${model.model}” from Ollama?`,
      description: `Its files at ${model.base_url} are deleted. To use it again it has to be downloaded again.`,
      confirmLabel: "Delete",
      tone: "danger",
    });
    if (!isSure) return;
    try {
      await client.models.deletePulled.mutate({ name: model.model, server: model.id });
      if (model.source === "app" && !model.hidesFileEntry) await client.models.remove.mutate({ id: model.id });
      toast.done(`“${model.model}” deleted from Ollama`);
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(`“${model.model}” was not deleted. ${message}`, { description: hint });
    }
    // What the server offers has changed; it is asked again only where it was asked before.
    await Promise.all([refresh(), queryClient.refetchQueries(trpc.models.discover.queryFilter())]);
  };
}
