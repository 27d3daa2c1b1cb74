"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useModels } from "@/components/models/use-models";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { formatPlural } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { embedderOptions } from "./embedder-options";
import type { CollectionSummary } from "./memory-types";

/** Has the vectors of a collection made by another model. */
export function EmbedDialog({ collection, onClose }: { collection: CollectionSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const models = useModels();
  const [embedder, setEmbedder] = useState(collection.embedder);
  const starting = useMutation(
    trpc.collections.embedAgain.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
    }),
  );
  const { space, chunks } = collection;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Embed with another model"
      description={
        chunks === 0
          ? "What is added from now on is embedded with it."
          : `${formatPlural(chunks, "passage")} are embedded again, which may take a while. Searches use the vectors that are there until all are done.`
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isLoading={starting.isPending}
            onClick={() => starting.mutate({ id: collection.id, embedder })}
          >
            Embed again
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <Field
          label="Embedding model"
          hint={space ? `Now ${space.model}, ${space.dimension} dimensions.` : "There are no vectors yet."}
        >
          {(control) => (
            <Select
              {...control}
              value={embedder}
              onValueChange={setEmbedder}
              options={embedderOptions(models.data, collection.embedder)}
            />
          )}
        </Field>
        {starting.error && (
          <ErrorNote title={appErrorOf(starting.error).message} hint={appErrorOf(starting.error).hint} />
        )}
      </div>
    </Dialog>
  );
}
