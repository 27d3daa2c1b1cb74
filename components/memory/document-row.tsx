"use client";

import { Ellipsis, Pin, PinOff, RotateCcw, Scissors, Trash2 } from "lucide-react";
import Link from "next/link";
import type { Ref } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { formatBytes, formatCount, formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntries } from "@/components/ui/menu";
import { Status } from "@/components/ui/status";
import { rowLink } from "@/components/ui/table";
import { documentLooks, kindOf } from "./document-words";
import { JobBar } from "./job-bar";
import { isUnderWay } from "./job-progress";
import { documentPath } from "./memory-paths";
import type { DocumentSummary, JobView } from "./memory-types";

export interface DocumentRowActions {
  readonly pin: (document: DocumentSummary) => void;
  readonly remove: (documents: readonly DocumentSummary[]) => void;
  readonly splitAgain: (document: DocumentSummary) => void;
  readonly cancel: (job: JobView) => void;
  readonly retry: (document: DocumentSummary) => void;
}

export interface DocumentRowProps {
  rowRef: Ref<HTMLDivElement>;
  index: number;
  start: number;
  document: DocumentSummary;
  job: JobView | undefined;
  isSelected: boolean;
  onSelect: (id: string, isSelected: boolean) => void;
  now: Date;
  actions: DocumentRowActions;
}

/** Shared by the heads and the rows. */
export const documentColumns =
  "grid grid-cols-[1rem_minmax(8rem,1fr)_minmax(9rem,15rem)_4.5rem_4.5rem_7rem_7rem_1.5rem] items-center gap-3";

/** One document. Its whole row opens it. */
export function DocumentRow(props: DocumentRowProps) {
  const { rowRef, index, start, document, job, isSelected, onSelect, now, actions } = props;
  const { id, collectionId, name, status, error, size, isPinned, uses, usedAt } = document;
  const isWorking = job !== undefined && isUnderWay(job);
  const canRetry = status === "failed" || status === "canceled";
  const entries: MenuEntries = [
    canRetry && { label: "Try again", icon: <RotateCcw />, onSelect: () => actions.retry(document) },
    status === "ready" && { label: "Split again…", icon: <Scissors />, onSelect: () => actions.splitAgain(document) },
    {
      label: isPinned ? "Unpin" : "Pin",
      icon: isPinned ? <PinOff /> : <Pin />,
      onSelect: () => actions.pin(document),
    },
    { type: "separator" },
    { label: "Delete…", icon: <Trash2 />, tone: "danger", onSelect: () => actions.remove([document]) },
  ];
  const cell = "min-w-0 truncate";
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one
    // biome-ignore lint/a11y/useFocusableInteractive: its link takes the focus
    <div
      ref={rowRef}
      role="row"
      data-index={index}
      data-document={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={cn(
        documentColumns,
        "absolute inset-x-0 top-0 min-h-12 border-line/60 border-b px-3 py-1.5 hover:bg-hover aria-selected:bg-hover",
      )}
      style={{ translate: `0 ${start}px` }}
    >
      <Cell>
        <Checkbox
          className="relative z-10"
          aria-label={`Select ${name}`}
          isChecked={isSelected}
          onChange={(next) => onSelect(id, next)}
        />
      </Cell>
      <Cell className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          {isPinned && <Pin role="img" aria-label="Pinned" className="size-3 shrink-0 text-dim" />}
          <Link
            href={documentPath(collectionId, id)}
            data-row={id}
            prefetch={false}
            title={name}
            className={cn("truncate font-medium", rowLink)}
          >
            {name}
          </Link>
        </span>
        <span className="block truncate text-faint text-sm">{kindOf(document)}</span>
      </Cell>
      <Cell className="min-w-0">
        {isWorking ? (
          <JobBar job={job} what={name} onCancel={() => actions.cancel(job)} />
        ) : (
          <Status {...documentLooks[status]} />
        )}
        {!isWorking && error && (
          <span className="line-clamp-2 text-pretty text-dim text-sm" title={error.message}>
            {error.message}
          </span>
        )}
      </Cell>
      <Cell className={cn(cell, "text-right tabular-nums")}>
        {status === "ready" ? formatCount(document.chunks) : <span className="text-faint">–</span>}
      </Cell>
      <Cell className={cn(cell, "text-right text-dim tabular-nums")}>{formatBytes(size)}</Cell>
      <Cell className={cn(cell, "text-dim")}>{formatRelativeTime(new Date(document.createdAt), now)}</Cell>
      <Cell className={cn(cell, "text-dim")}>
        {usedAt === null ? (
          <span className="text-faint">never</span>
        ) : (
          <span title={`${formatCount(uses)} times`}>{formatRelativeTime(new Date(usedAt), now)}</span>
        )}
      </Cell>
      <Cell>
        <Menu entries={entries}>
          <IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis />} className="relative z-10" />
        </Menu>
      </Cell>
    </div>
  );
}

function Cell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="cell" className={className}>
      {children}
    </div>
  );
}
