"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { TopBar } from "@/components/layout/top-bar";
import { usePageTitle } from "@/components/layout/use-page-title";
import { nodeLooks } from "@/components/run/node-look";
import { formatPlural } from "@/components/ui/format";
import { documentAt } from "@/nodes/core/called-paths";
import { definitions } from "@/nodes/definitions";
import { CompareActions } from "./compare-actions";
import { CompareHead } from "./compare-head";
import { CompareList, type CompareListHandle } from "./compare-list";
import { CompareNotes } from "./compare-notes";
import type { NodeNames } from "./compare-row";
import { type ComparedRow, flattened, onlyDifferent } from "./compare-runs";
import { CompareLoading, compareCrumbs, NothingToCompare } from "./compare-states";
import { CompareSummary } from "./compare-summary";
import { type Comparison, useComparison } from "./use-comparison";
import { useDifferences } from "./use-differences";
import { type RunRecord, useRunRecord } from "./use-run-record";

/** Two runs side by side, node by node. Which ones stands in the address. */
export function ComparePage() {
  const parameters = useSearchParams();
  const [a, b] = [parameters.get("a") ?? "", parameters.get("b") ?? ""];
  return a === "" || b === "" ? <NothingToCompare /> : <LoadRuns key={`${a} ${b}`} a={a} b={b} />;
}

function LoadRuns({ a, b }: { a: string; b: string }) {
  const queries = { a: useRunRecord(a), b: useRunRecord(b) };
  return queries.a.data === undefined || queries.b.data === undefined ? (
    <CompareLoading ids={{ a, b }} queries={queries} />
  ) : (
    <Compared recordA={queries.a.data} recordB={queries.b.data} />
  );
}

function Compared({ recordA, recordB }: { recordA: RunRecord; recordB: RunRecord }) {
  const comparison = useComparison(recordA, recordB);
  const { rows, first } = comparison;
  usePageTitle(`Compare ${recordA.workflowName}`);
  const [isFiltered, setIsFiltered] = useState(false);
  const shown = useMemo(() => flattened(isFiltered ? onlyDifferent(rows) : rows), [rows, isFiltered]);
  const differences = useDifferences(shown, first);
  const names = useNodeNames(comparison);
  const list = useRef<CompareListHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const show = (row: ComparedRow | undefined) => row !== undefined && list.current?.show(row.key);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        crumbs={compareCrumbs}
        title={`Compare ${recordA.workflowName}`}
        state={<span className="shrink-0 text-dim text-sm">{countWords(differences.count, rows)}</span>}
        actions={
          <CompareActions
            isFiltered={isFiltered}
            onFilter={setIsFiltered}
            count={differences.count}
            number={differences.number}
            onFirst={() => show(differences.toFirst())}
            onNext={() => show(differences.next())}
            onPrevious={() => show(differences.previous())}
          />
        }
      />
      <div ref={scroller} data-region className="relative min-h-0 flex-1 overflow-y-auto bg-panel">
        <div>
          <CompareNotes comparison={comparison} records={{ a: recordA, b: recordB }} />
        </div>
        <CompareHead a={comparison.a} b={comparison.b} />
        <CompareSummary comparison={comparison} />
        <CompareList
          ref={list}
          rows={shown}
          comparison={comparison}
          names={names}
          currentKey={differences.currentKey}
          scroller={scroller}
        />
      </div>
    </div>
  );
}

function countWords(count: number, rows: readonly ComparedRow[]): string {
  if (rows.length === 0) return "";
  return count === 0 ? "Nothing differs" : formatPlural(count, "difference");
}

/** A node is called as it was in run B, where it is there; one of a called workflow as it is there. */
function useNodeNames({ a, b }: Comparison): NodeNames {
  return useMemo(() => {
    const looks = new WeakMap<object, ReturnType<typeof nodeLooks>>();
    const looksOf = (document: NonNullable<ReturnType<typeof documentAt>>) => {
      const known = looks.get(document) ?? nodeLooks(document, definitions);
      looks.set(document, known);
      return known;
    };
    const placeOf = ({ nodeId, a: runA, b: runB }: ComparedRow) => {
      const path = (runB ?? runA)?.path ?? "";
      for (const side of [b, a]) {
        const document = documentAt(side.document, path, definitions);
        const node = document?.nodes.find(({ id }) => id === nodeId);
        if (document !== undefined && node !== undefined) return { document, node };
      }
      return undefined;
    };
    return {
      title: (row) => {
        const place = placeOf(row);
        return place === undefined ? row.nodeId : looksOf(place.document)(row.nodeId).title;
      },
      typeOf: (row) => placeOf(row)?.node.type ?? "",
    };
  }, [a, b]);
}
