"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useModels } from "@/components/models/use-models";
import { toast } from "@/components/ui/toast";
import { CollectionDialog } from "./collection-dialog";
import { type CollectionForm, collectionFormOf, newCollectionOf } from "./collection-form";
import { embedderOptions } from "./embedder-options";
import { collectionPath } from "./memory-paths";
import type { CollectionSummary } from "./memory-types";

/** A new collection, or one that is there. */
export type SaveSubject = { readonly initial: CollectionForm } | { readonly collection: CollectionSummary };

export interface SaveCollectionProps {
  subject: SaveSubject;
  onClose: () => void;
  /** Called with one that is new; without it, its page opens. */
  onCreated?: (collection: { readonly id: string; readonly slug: string }) => void;
}

/** The dialog of a collection with what storing it does. */
export function SaveCollection({ subject, onClose, onCreated }: SaveCollectionProps) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const models = useModels();
  const there = "collection" in subject ? subject.collection : undefined;
  const initial = "collection" in subject ? collectionFormOf(subject.collection) : subject.initial;
  const saving = useMutation({
    mutationFn: async (form: CollectionForm) => {
      const entry = newCollectionOf(form);
      if (there === undefined) return await client.collections.create.mutate(entry);
      const { embedder: _, settings, ...rest } = entry;
      return await client.collections.update.mutate({
        id: there.id,
        change: { ...rest, settings: { ...there.settings, ...settings } as NonNullable<typeof settings> },
      });
    },
    onSuccess: (collection) => {
      onClose();
      if (there !== undefined) toast.done(`“${collection.name}” saved`);
      else if (onCreated !== undefined) onCreated(collection);
      else router.push(collectionPath(collection.id));
    },
    onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
  });
  return (
    <CollectionDialog
      initial={initial}
      isNew={there === undefined}
      embedders={embedderOptions(models.data, initial.embedder)}
      isSaving={saving.isPending}
      error={saving.error ? appErrorOf(saving.error) : undefined}
      onSave={(form) => saving.mutate(form)}
      onClose={onClose}
    />
  );
}
