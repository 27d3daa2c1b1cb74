"use client";

import { FileUp, Globe, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { formatPlural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type DocumentFilter, filterDocuments } from "./document-filter";
import { DocumentList } from "./document-list";
import type { DocumentRowActions } from "./document-row";
import type { CollectionSummary, DocumentSummary, JobView } from "./memory-types";
import { QueryError } from "./query-error";
import { SplitDialog } from "./split-dialog";
import { useDocumentActions } from "./use-document-actions";
import { useDocuments } from "./use-documents";
import { useCancelJob } from "./use-job-actions";
import { useJobs } from "./use-jobs";

export interface DocumentsSectionProps {
  collection: CollectionSummary;
  onChooseFiles: () => void;
  onAddPage: () => void;
}

const filters: SelectOption<DocumentFilter["show"]>[] = [
  { value: "all", label: "All" },
  { value: "ready", label: "Ready" },
  { value: "working", label: "Being added" },
  { value: "failed", label: "Failed or canceled" },
  { value: "pinned", label: "Pinned" },
];

/** The documents of a collection: find some, and pin, split or delete them. */
export function DocumentsSection({ collection, onChooseFiles, onAddPage }: DocumentsSectionProps) {
  const { documents, isPending, isLoadingMore, error, retry } = useDocuments(collection.id);
  const jobs = useJobs(collection.id);
  const [filter, setFilter] = useState<DocumentFilter>({ text: "", show: "all" });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [splitting, setSplitting] = useState<DocumentSummary>();
  const { pin, remove, retry: retryDocument } = useDocumentActions();
  const cancel = useCancelJob();
  const byDocument = useMemo(() => latestByDocument(jobs), [jobs]);
  const shown = useMemo(() => filterDocuments(documents, filter), [documents, filter]);
  const chosen = useMemo(() => shown.filter(({ id }) => selected.has(id)), [shown, selected]);
  const actions: DocumentRowActions = {
    pin,
    remove: (some) => void remove(some),
    splitAgain: setSplitting,
    cancel,
    retry: retryDocument,
  };

  function select(id: string, isSelected: boolean) {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    setSelected(next);
  }

  if (isPending) return <SkeletonRows count={8} label="Loading documents" />;
  if (error !== null) return <QueryError error={error} onRetry={retry} />;
  if (documents.length === 0)
    return (
      <EmptyState
        icon={<FileUp />}
        title="Drop files here"
        className="max-w-none! rounded-xl border border-dashed"
        actions={
          <>
            <Button variant="primary" icon={<FileUp />} onClick={onChooseFiles}>
              Choose files
            </Button>
            <Button icon={<Globe />} onClick={onAddPage}>
              Add a page
            </Button>
          </>
        }
      >
        Text, Markdown, HTML, PDF, CSV and JSON. Each is read, split into passages and embedded.
      </EmptyState>
    );
  const areAllChosen = chosen.length === shown.length && shown.length > 0;
  return (
    <>
      <div className="mb-3 flex items-center gap-3">
        <Checkbox
          aria-label="Select all that are shown"
          className="ml-3"
          isChecked={areAllChosen ? true : chosen.length > 0 ? "mixed" : false}
          onChange={() => setSelected(areAllChosen ? new Set() : new Set(shown.map(({ id }) => id)))}
        />
        <SearchInput
          aria-label="Search documents by name"
          placeholder="Search by name"
          className="w-72"
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
          onKeyDown={(event) => event.key === "Escape" && setFilter({ ...filter, text: "" })}
        />
        <Select
          aria-label="Show"
          className="w-44!"
          value={filter.show}
          onValueChange={(show) => setFilter({ ...filter, show })}
          options={filters}
        />
        <span className="text-faint tabular-nums">
          {shown.length === documents.length ? "" : `${shown.length} of `}
          {formatPlural(documents.length, "document")}
          {isLoadingMore && ", loading more…"}
        </span>
        {chosen.length > 0 && (
          <Button
            className="ml-auto"
            icon={<Trash2 />}
            onClick={() => void remove(chosen).then((isGone) => isGone && setSelected(new Set()))}
          >
            Delete {chosen.length}…
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState
          isCompact
          title="Nothing found"
          actions={<Button onClick={() => setFilter({ text: "", show: "all" })}>Show all</Button>}
        >
          No document of this collection fits.
        </EmptyState>
      ) : (
        <DocumentList documents={shown} jobs={byDocument} selected={selected} onSelect={select} actions={actions} />
      )}
      {splitting && (
        <SplitDialog document={splitting} collection={collection} onClose={() => setSplitting(undefined)} />
      )}
    </>
  );
}

/** Jobs come with those under way first, then the newest. */
function latestByDocument(jobs: readonly JobView[]): ReadonlyMap<string, JobView> {
  const latest = new Map<string, JobView>();
  for (const job of jobs) if (job.documentId !== null && !latest.has(job.documentId)) latest.set(job.documentId, job);
  return latest;
}
