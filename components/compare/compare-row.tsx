"use client";

import { ChevronRight, CircleDot } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { NodeIcon } from "@/components/palette/node-icon";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/components/ui/format";
import { definitions } from "@/nodes/definitions";
import { aspectWords } from "./aspect-words";
import { compareColumns, SideCell } from "./compare-grid";
import type { ComparedRow } from "./compare-runs";
import { NodeFactsCell } from "./node-facts-cell";
import { indexOfItem } from "./run-tree";
import { SectionLine } from "./section-line";
import { sectionsOf } from "./sections";
import type { Comparison } from "./use-comparison";

/** How nodes are called, and of which type they are. */
export interface NodeNames {
  readonly title: (row: ComparedRow) => string;
  readonly typeOf: (row: ComparedRow) => string;
}

export interface CompareRowProps {
  row: ComparedRow;
  comparison: Comparison;
  names: NodeNames;
  isCurrent: boolean;
  isFirst: boolean;
  isOpen: boolean;
  onToggle: (key: string) => void;
}

/** A node in both runs: one line, and below it what differs. */
export const CompareRow = memo(function CompareRow(props: CompareRowProps) {
  const { row, isCurrent, isOpen } = props;
  if (row.kind === "item") return <ItemLine {...props} />;
  return (
    <div
      className={cn("relative border-line/60 border-b", isCurrent && "bg-hover/60")}
      data-row={row.key}
      data-differs={row.differences.length > 0 || undefined}
    >
      {isCurrent && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <div className={compareColumns}>
        <NodeHead {...props} />
        <NodeFactsCell side="a" run={row.a} absent={absentWords(row)} />
        <NodeFactsCell side="b" run={row.b} absent={absentWords(row)} />
      </div>
      {isOpen && <Sections {...props} />}
    </div>
  );
});

function absentWords({ a, b }: ComparedRow): string {
  return a === undefined && b === undefined ? "" : "Not reached";
}

function NodeHead({ row, names, isFirst, isOpen, onToggle }: CompareRowProps) {
  const words = aspectWords(row);
  return (
    <div className="min-w-0 py-1.5" style={{ paddingLeft: row.depth * 12 }}>
      <h3 className="min-w-0">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onToggle(row.key)}
          className="-ml-1 flex min-h-6 w-full min-w-0 items-center gap-1.5 rounded-md px-1 text-left hover:bg-hover"
        >
          <ChevronRight className={cn("size-3.5 shrink-0 text-faint", isOpen && "rotate-90")} aria-hidden />
          <NodeIcon definition={definitions.get(names.typeOf(row))} />
          <span className={cn("truncate", words !== "" && "font-semibold")}>{names.title(row)}</span>
        </button>
      </h3>
      {words !== "" && (
        <p className="flex items-center gap-1.5 pl-7 text-ink text-sm/5">
          <span aria-hidden className="text-faint">
            ≠
          </span>
          {words}
        </p>
      )}
      {isFirst && (
        <p className="flex items-center gap-1.5 pl-7 text-accent text-sm/5">
          <CircleDot className="size-3 shrink-0" aria-hidden />
          The runs part here
        </p>
      )}
    </div>
  );
}

function Sections({ row, comparison }: CompareRowProps) {
  const sections = useMemo(() => sectionsOf(comparison, row), [comparison, row]);
  const [isAll, setIsAll] = useState(false);
  const isMain = (one: (typeof sections)[number]) => one.isDifferent && one.isSecondary !== true;
  const main = sections.some(isMain) ? sections.filter(isMain) : sections;
  const shown = isAll ? sections : main;
  const rest = sections.length - main.length;
  return (
    <div className="pb-2">
      {shown.map((section) => (
        <SectionLine key={section.key} section={section} />
      ))}
      {sections.length === 0 && (
        <p className="px-5 pb-1 pl-12 text-faint text-sm">Nothing is recorded of what this node got and gave.</p>
      )}
      {rest > 0 && (
        <Button size="sm" variant="ghost" className="ml-10" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
          {isAll ? "Show only what differs" : "Show the rest"}
        </Button>
      )}
    </div>
  );
}

function ItemLine({ row, isCurrent, isFirst }: CompareRowProps) {
  const words = aspectWords(row);
  const absent = (isThere: boolean) => (isThere ? "" : "Not in this run");
  return (
    <div
      className={cn("border-line/60 border-b text-sm", isCurrent ? "bg-hover/60" : "bg-canvas")}
      data-row={row.key}
      data-differs={row.differences.length > 0 || undefined}
    >
      <div className={cn(compareColumns, "py-1")}>
        <h3 className="min-w-0 truncate pl-7 text-dim" style={{ marginLeft: row.depth * 12 - 12 }}>
          Item {formatCount(indexOfItem(row.key) + 1)}
          {words !== "" && <span className="ml-2 font-semibold text-ink">{words}</span>}
          {isFirst && <span className="ml-2 text-accent">the runs part here</span>}
        </h3>
        <SideCell side="a" className="text-faint">
          {absent(row.isInA)}
        </SideCell>
        <SideCell side="b" className="text-faint">
          {absent(row.isInB)}
        </SideCell>
      </div>
    </div>
  );
}
