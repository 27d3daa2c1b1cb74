"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { ChunkView } from "./memory-types";
import { TextDialog } from "./text-dialog";

/** A passage as a field; saving embeds it again. */
export function EditChunk({ chunk, onClose }: { chunk: ChunkView; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const saving = useMutation(
    trpc.documents.editChunk.mutationOptions({
      onSuccess: async () => {
        toast.done(`Passage ${chunk.position + 1} saved`);
        onClose();
        await queries.invalidateQueries(trpc.documents.chunks.pathFilter());
      },
    }),
  );
  return (
    <TextDialog
      title={`Edit passage ${chunk.position + 1}`}
      description="Its vector and its words are made anew. Splitting the document again takes your text back."
      text={chunk.text}
      isSaving={saving.isPending}
      error={saving.error ? appErrorOf(saving.error) : undefined}
      onSave={(text) => chunk.id !== undefined && saving.mutate({ chunkId: chunk.id, text })}
      onClose={onClose}
    />
  );
}
