"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import { formatPlural } from "@/components/ui/format";
import type { RetentionRule } from "./retention-draft";

/** What a rule would forget now, as a sentence; nothing is stored. */
export function useRetentionPreview(rule: RetentionRule | undefined, collection?: string) {
  const query = useQuery(
    useTRPC().memory.previewRetention.queryOptions(
      rule === undefined ? skipToken : { rule, ...(collection === undefined ? {} : { collection }) },
      { placeholderData: keepPreviousData },
    ),
  );
  return {
    preview: query.data && previewSentence(query.data.texts),
    isPending: rule !== undefined && query.isFetching,
  };
}

export function previewSentence(texts: number): string {
  if (texts === 0) return "Nothing that is there now would be deleted.";
  return `This would delete ${formatPlural(texts, "remembered text")}.`;
}
