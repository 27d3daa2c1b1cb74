"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "@/components/run/use-now";
import { cn } from "@/components/ui/cn";
import { Table, TableHead, TableHeader } from "@/components/ui/table";
import { moveBetweenRows } from "./row-keys";
import { nextSort, type Sort, type SortKey } from "./sort-workflows";
import { type RowActions, WorkflowRow } from "./workflow-row";
import type { WorkflowSummary } from "./workflow-summary";

export interface WorkflowTableProps {
  workflows: readonly WorkflowSummary[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  actions: RowActions;
}

export function WorkflowTable({ workflows, sort, onSort, actions }: WorkflowTableProps) {
  const now = useNow(10_000);
  const column = (by: SortKey, label: ReactNode, { isNumeric = false, className = "" } = {}) => (
    <SortableHeader by={by} sort={sort} onSort={onSort} isNumeric={isNumeric} className={className}>
      {label}
    </SortableHeader>
  );
  return (
    <div className="overflow-hidden rounded-lg border bg-panel">
      <Table aria-label="Workflows" aria-rowcount={workflows.length + 1}>
        <TableHead>
          <tr>
            <TableHeader className="pr-0">
              <span className="sr-only">Picture</span>
            </TableHeader>
            {column("name", "Name")}
            <TableHeader>Made of</TableHeader>
            {column("nodes", "Nodes", { isNumeric: true })}
            {column("lastRun", "Last run", { className: "min-w-48" })}
            {column("updated", "Updated", { className: "min-w-32" })}
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody onKeyDown={moveBetweenRows}>
          {workflows.map((workflow) => (
            <WorkflowRow key={workflow.id} workflow={workflow} now={now} actions={actions} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface SortableHeaderProps {
  by: SortKey;
  sort: Sort;
  onSort: (sort: Sort) => void;
  isNumeric: boolean;
  /** Its least width, so that columns stand still while times go by. */
  className: string;
  children: ReactNode;
}

function SortableHeader({ by, sort, onSort, isNumeric, className, children }: SortableHeaderProps) {
  const isSorted = sort.by === by;
  const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
  return (
    <TableHeader
      isNumeric={isNumeric}
      className={className}
      aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, by))}
        className={cn(
          "group -mx-1 inline-flex items-center gap-1 rounded-sm px-1 align-middle hover:text-ink",
          isNumeric && "flex-row-reverse",
          isSorted && "text-ink",
        )}
      >
        {children}
        <Arrow
          aria-hidden
          className={cn("size-3", !isSorted && "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50")}
        />
      </button>
    </TableHeader>
  );
}
