"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { RememberedText } from "./memory-types";
import { TextDialog } from "./text-dialog";

/** A remembered text as a field; saving embeds it again. */
export function EditRemembered({ item, onClose }: { item: RememberedText; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const saving = useMutation(
    trpc.memory.editRemembered.mutationOptions({
      onSuccess: async () => {
        toast.done("Saved");
        onClose();
        await queries.invalidateQueries(trpc.memory.remembered.pathFilter());
      },
    }),
  );
  return (
    <TextDialog
      title="Edit what was remembered"
      description={`Agents and workflows that search “${item.collection.name}” find your text from now on.`}
      text={item.text}
      isSaving={saving.isPending}
      error={saving.error ? appErrorOf(saving.error) : undefined}
      onSave={(text) => saving.mutate({ id: item.id, text })}
      onClose={onClose}
    />
  );
}
