"use client";

import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import type { ModelSummary } from "./model-types";
import { useRefreshModels } from "./use-models";

/** Takes an entry off the list, or says why that cannot be done here. */
export function useRemoveModel(): (model: ModelSummary) => Promise<void> {
  const client = useTRPCClient();
  const refresh = useRefreshModels();
  const confirm = useConfirm();

  return async (model) => {
    if (model.source === "file") {
      toast.note(`“${model.name}” stands in models.yaml.`, {
        description: "Heddle never writes that file. Remove the entry there; the change is seen at once.",
      });
      return;
    }
    const isSure = await confirm({
      title: `Remove “${model.name}”?`,
      description: model.hidesFileEntry
        ? "Your change goes, and the entry of models.yaml counts again."
        : `Workflows that name “${model.id}” cannot run until there is a model of that id again. The model itself is not touched.`,
      confirmLabel: "Remove",
      tone: "danger",
    });
    if (!isSure) return;
    try {
      await client.models.remove.mutate({ id: model.id });
      toast.done(`“${model.name}” removed`);
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(`“${model.name}” was not removed. ${message}`, { description: hint });
    }
    await refresh();
  };
}
