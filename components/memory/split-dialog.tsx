"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { formatPlural } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ChunkList } from "./chunk-list";
import { splitOf, splitProblems } from "./collection-form";
import type { ChunkView, CollectionSummary, DocumentSummary } from "./memory-types";
import { SplitFields } from "./split-fields";
import { useSplitAgain } from "./use-split-again";

export interface SplitDialogProps {
  /** The one that the preview shows. */
  document: DocumentSummary;
  collection: CollectionSummary;
  /** Whether it begins with all documents, not with this one alone. */
  areAllSplit?: boolean;
  onClose: () => void;
}

interface Sizes {
  readonly chunkSize: number | null;
  readonly overlap: number | null;
}

/** Shows how a document would be cut with other sizes, and has it, or all of its collection, cut so. */
export function SplitDialog({ document, collection, areAllSplit = false, onClose }: SplitDialogProps) {
  const stored = splitOf(collection.settings);
  const [sizes, setSizes] = useState<Sizes>(stored);
  const [isForAll, setIsForAll] = useState(areAllSplit);
  const problems = splitProblems(sizes);
  const { chunkSize, overlap } = useDeferredValue(sizes);
  const isWrong = Object.keys(problems).length > 0;
  const settings = isWrong || chunkSize === null || overlap === null ? undefined : { chunkSize, overlap };
  const preview = useSplitPreview(document.id, settings);
  const splitting = useSplitAgain(collection, onClose);
  const isChanged = sizes.chunkSize !== stored.chunkSize || sizes.overlap !== stored.overlap;
  const error = splitting.error ?? preview.error;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="xl"
      title={isForAll ? `Split “${collection.name}” again` : `Split “${document.name}” again`}
      description="Passages are made anew from the text. Those that were edited by hand are lost."
      footer={
        <>
          <span role="status" className="mr-auto min-w-0 text-pretty text-dim tabular-nums">
            {preview.count !== undefined && `${formatPlural(preview.count, "passage")}, now ${document.chunks}.`}
            {isChanged && " The sizes become those of the collection."}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isLoading={splitting.isPending}
            disabled={settings === undefined}
            onClick={() =>
              settings && splitting.mutate({ sizes: settings, documentId: isForAll ? undefined : document.id })
            }
          >
            Split again
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <SplitFields
          split={{ ...sizes, language: "auto" }}
          problems={problems}
          hasLanguage={false}
          onChange={(change) => setSizes((current) => ({ ...current, ...change }))}
        />
        <Checkbox
          isChecked={isForAll}
          onChange={setIsForAll}
          label="All documents of the collection"
          description={isForAll ? `What you see is “${document.name}” as an example.` : undefined}
        />
        {error && <ErrorNote title={appErrorOf(error).message} hint={appErrorOf(error).hint} />}
        {preview.isPending && !isWrong && <SkeletonRows count={4} label="Splitting" />}
        {preview.chunks && <ChunkList chunks={preview.chunks} className="h-[42vh] overflow-y-auto" />}
        {preview.chunks && (preview.count ?? 0) > preview.chunks.length && (
          <p className="text-faint text-sm">The first {preview.chunks.length} are shown.</p>
        )}
      </div>
    </Dialog>
  );
}

function useSplitPreview(documentId: string, settings: { chunkSize: number; overlap: number } | undefined) {
  const query = useQuery(
    useTRPC().documents.previewSplit.queryOptions(settings ? { documentId, settings } : skipToken, {
      placeholderData: keepPreviousData,
    }),
  );
  const chunks = useMemo(
    () =>
      query.data?.chunks.map(
        (chunk, position): ChunkView => ({ ...chunk, position, isEdited: false, isDouble: false }),
      ),
    [query.data],
  );
  return { chunks, count: query.data?.count, isPending: query.isPending, error: query.error };
}
