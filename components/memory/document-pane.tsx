"use client";

import { ArrowLeft, Pin, PinOff, Scissors, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useHotkey } from "@/components/layout/commands";
import { useNow } from "@/components/run/use-now";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { formatBytes, formatPlural, formatRelativeTime } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { ChunkList } from "./chunk-list";
import { originOf } from "./document-origin";
import { documentLooks, kindOf } from "./document-words";
import { EditChunk } from "./edit-chunk";
import { JobBar } from "./job-bar";
import { isUnderWay } from "./job-progress";
import { collectionPath } from "./memory-paths";
import type { ChunkView, CollectionSummary, DocumentSummary } from "./memory-types";
import { QueryError } from "./query-error";
import { SplitDialog } from "./split-dialog";
import { useChunks } from "./use-chunks";
import { useDocument } from "./use-document";
import { useDocumentActions } from "./use-document-actions";
import { useCancelJob } from "./use-job-actions";
import { useJobs } from "./use-jobs";

export interface DocumentPaneProps {
  id: string;
  collection: CollectionSummary;
}

/** One document in its passages. Escape leads back to the list. */
export function DocumentPane({ id, collection }: DocumentPaneProps) {
  const router = useRouter();
  const query = useDocument(id);
  const back = collectionPath(collection.id);
  useHotkey("escape", () => router.push(back));
  return (
    <div className="grid grid-cols-1 gap-4">
      <Link href={back} className="flex w-fit items-center gap-1.5 rounded-sm text-dim hover:text-ink">
        <ArrowLeft className="size-3.5" aria-hidden />
        All documents
      </Link>
      {query.isPending && <SkeletonRows count={6} label="Loading the document" />}
      {query.isError && <QueryError error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Loaded document={query.data} collection={collection} onGone={() => router.push(back)} />}
    </div>
  );
}

interface LoadedProps {
  document: DocumentSummary;
  collection: CollectionSummary;
  onGone: () => void;
}

function Loaded({ document, collection, onGone }: LoadedProps) {
  const { id, name, status, isPinned, error } = document;
  const [editing, setEditing] = useState<ChunkView>();
  const [isSplitting, setIsSplitting] = useState(false);
  const { pin, remove, retry } = useDocumentActions();
  const cancel = useCancelJob();
  const job = useJobs(collection.id).find(({ documentId }) => documentId === id);
  const isWorking = job !== undefined && isUnderWay(job);
  return (
    <>
      <header className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="break-words font-semibold text-lg">{name}</h2>
          <Facts document={document} />
        </div>
        <div className="flex shrink-0 gap-2">
          <Button icon={isPinned ? <PinOff /> : <Pin />} onClick={() => pin(document)}>
            {isPinned ? "Unpin" : "Pin"}
          </Button>
          <Button icon={<Scissors />} disabled={status !== "ready"} onClick={() => setIsSplitting(true)}>
            Split again
          </Button>
          <Button icon={<Trash2 />} onClick={() => void remove([document]).then((isGone) => isGone && onGone())}>
            Delete
          </Button>
        </div>
      </header>
      {isWorking && <JobBar job={job} what={name} onCancel={() => cancel(job)} />}
      {!isWorking && error && (
        <ErrorNote
          title={error.message}
          hint={error.hint}
          code={error.code}
          action={
            <Button size="sm" onClick={() => retry(document)}>
              Try again
            </Button>
          }
        />
      )}
      {document.chunks > 0 && <Chunks document={document} onEdit={setEditing} />}
      {editing && <EditChunk chunk={editing} onClose={() => setEditing(undefined)} />}
      {isSplitting && <SplitDialog document={document} collection={collection} onClose={() => setIsSplitting(false)} />}
    </>
  );
}

function Facts({ document }: { document: DocumentSummary }) {
  const now = useNow(10_000);
  const { status, size, chunks, createdAt, uses, usedAt } = document;
  const { pages, address, runId } = originOf(document.origin);
  const facts = [
    kindOf(document),
    formatBytes(size),
    ...(pages ? [formatPlural(pages, "page")] : []),
    formatPlural(chunks, "passage"),
    `added ${formatRelativeTime(new Date(createdAt), now)}`,
    usedAt === null
      ? "not used yet"
      : `used ${formatPlural(uses, "time")}, last ${formatRelativeTime(new Date(usedAt), now)}`,
  ];
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-dim tabular-nums">
      <Status {...documentLooks[status]} />
      <span>{facts.join(" · ")}</span>
      {address && (
        <a href={address} target="_blank" rel="noreferrer" className="truncate underline underline-offset-2">
          {address}
        </a>
      )}
      {runId !== undefined && (
        <Link href={`/runs/${runId}`} prefetch={false} className="underline underline-offset-2">
          its run
        </Link>
      )}
    </p>
  );
}

function Chunks({ document, onEdit }: { document: DocumentSummary; onEdit: (chunk: ChunkView) => void }) {
  const { chunks, isPending, error, retry } = useChunks(document.id);
  if (error !== null) return <QueryError error={error} onRetry={retry} />;
  if (isPending) return <SkeletonRows count={6} label="Loading passages" />;
  return <ChunkList chunks={chunks} onEdit={onEdit} className="h-[max(20rem,calc(100vh-17rem))] overflow-y-auto" />;
}
