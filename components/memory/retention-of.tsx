"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Section } from "@/components/layout/page-frame";
import { toast } from "@/components/ui/toast";
import type { CollectionSummary } from "./memory-types";
import { draftOf, isUnbounded, type RetentionRule, ruleWords } from "./retention-draft";
import { RetentionForm } from "./retention-form";
import { useRetentionPreview } from "./use-retention-preview";

/** How long a collection keeps what was remembered in it. */
export function RetentionOf({ collection }: { collection: CollectionSummary }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const general = useQuery(trpc.memory.retention.queryOptions());
  const [draft, setDraft] = useState<RetentionRule>();
  const { preview, isPending } = useRetentionPreview(draft, collection.id);
  const saving = useMutation(
    trpc.collections.update.mutationOptions({
      onSuccess: () => toast.done("Retention saved"),
      onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
    }),
  );
  const isGeneralUnbounded = general.data === undefined || isUnbounded(draftOf(general.data));
  return (
    <Section
      title="What is remembered here"
      description={
        <>
          An empty field takes what holds for{" "}
          <Link href="/memory?tab=retention" className="text-accent underline underline-offset-2">
            all collections
          </Link>
          {isGeneralUnbounded ? ", which is no limit" : `: ${ruleWords(general.data ?? {})}`}. Pinned texts, and files
          and pages that people added, are always kept.
        </>
      }
    >
      <RetentionForm
        key={JSON.stringify(collection.retention)}
        rule={collection.retention}
        preview={preview}
        isPreviewPending={isPending}
        isSaving={saving.isPending}
        error={saving.error ? appErrorOf(saving.error) : undefined}
        onDraft={setDraft}
        onSave={(rule) => saving.mutate({ id: collection.id, change: { retention: { ...rule } } })}
      />
    </Section>
  );
}
