"use client";

import { useMutation } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { foundEntry } from "./found-entry";
import type { AvailableModel, ModelSummary, Probe } from "./model-types";
import { useRefreshModels } from "./use-models";

export interface FoundModels {
  readonly probe: Pick<Probe, "type" | "base_url" | "server">;
  readonly models: readonly AvailableModel[];
}

/** Makes entries for what was found on a server; ids of entries that are there are left alone. */
export function useAddFound(configured: readonly ModelSummary[]) {
  const client = useTRPCClient();
  const refresh = useRefreshModels();
  return useMutation({
    mutationFn: async ({ probe, models }: FoundModels) => {
      const taken = new Set(configured.map(({ id }) => id));
      const added: string[] = [];
      for (const model of models) {
        const entry = foundEntry(probe, model, taken);
        await client.models.create.mutate(entry);
        taken.add(entry.id);
        added.push(entry.id);
      }
      return added;
    },
    onSuccess: (added, { probe }) => {
      const what = added.length === 1 ? `“${added[0]}”` : formatPlural(added.length, "model");
      toast.done(`${what} connected from ${probe.server}`);
    },
    onError: (thrown) => {
      const { message, hint } = appErrorOf(thrown);
      toast.failed(`Not connected. ${message}`, { description: hint });
    },
    onSettled: refresh,
  });
}

/** Those of a server's models that no entry names yet. */
export function notYetAdded(
  probe: Pick<Probe, "base_url" | "models">,
  configured: readonly ModelSummary[],
): AvailableModel[] {
  const own = configured.filter(
    ({ base_url, endpoints = [] }) => base_url === probe.base_url || endpoints.includes(probe.base_url),
  );
  const known = new Set(own.map(({ model }) => model));
  return probe.models.filter(({ name }) => !known.has(name) && !known.has(name.replace(/:latest$/, "")));
}
