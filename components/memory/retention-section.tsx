"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Section } from "@/components/layout/page-frame";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { QueryError } from "./query-error";
import type { RetentionRule } from "./retention-draft";
import { RetentionForm } from "./retention-form";
import { useRetentionPreview } from "./use-retention-preview";

/** How long what was remembered is kept, where a collection says nothing of its own. */
export function RetentionSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const query = useQuery(trpc.memory.retention.queryOptions());
  const [draft, setDraft] = useState<RetentionRule>();
  const { preview, isPending } = useRetentionPreview(draft);
  const saving = useMutation(
    trpc.memory.setRetention.mutationOptions({
      onSuccess: (rule) => {
        queries.setQueryData(trpc.memory.retention.queryKey(), rule);
        toast.done("Retention saved");
      },
    }),
  );
  return (
    <Section
      title="What is remembered"
      description="For all collections that have no retention of their own. What is beyond it is forgotten every few hours. Pinned texts, and files and pages that people added, are always kept."
    >
      {query.isPending && <SkeletonRows count={3} label="Loading the retention" />}
      {query.isError && <QueryError error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <RetentionForm
          key={JSON.stringify(query.data)}
          rule={query.data}
          preview={preview}
          isPreviewPending={isPending}
          isSaving={saving.isPending}
          error={saving.error ? appErrorOf(saving.error) : undefined}
          onDraft={setDraft}
          onSave={(rule) => saving.mutate(rule)}
        />
      )}
    </Section>
  );
}
