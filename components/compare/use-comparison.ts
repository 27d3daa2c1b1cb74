"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { recordRun } from "@/nodes/core/record-run";
import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { type ComparedRow, compareRuns } from "./compare-runs";
import { type DocumentDifference, documentDifference } from "./document-difference";
import { firstDivergence } from "./first-divergence";
import { type IsSame, referencesIn, sameBy } from "./node-difference";
import type { Side } from "./side";
import type { RunRecord } from "./use-run-record";

export interface Comparison {
  readonly a: Side;
  readonly b: Side;
  readonly isSame: IsSame;
  readonly documents: DocumentDifference;
  readonly rows: readonly ComparedRow[];
  readonly first: ComparedRow | undefined;
}

/** Two runs, node by node. */
export function useComparison(recordA: RunRecord, recordB: RunRecord): Comparison {
  const a = useSide(recordA);
  const b = useSide(recordB);
  const isSame = useIsSame(a, b);
  const documents = useMemo(() => documentDifference(a.document, b.document), [a.document, b.document]);
  return useMemo(() => {
    const rows = compareRuns({
      a,
      b,
      isSame,
      documents,
      countsItems: (id) => countsItems(a, id) || countsItems(b, id),
    });
    return { a, b, isSame, documents, rows, first: firstDivergence(rows) };
  }, [a, b, isSame, documents]);
}

function useSide(record: RunRecord): Side {
  const { runId, events, workflowName } = record;
  // The wire's type says less of a config than the document's does; it is the same JSON.
  const frozen = record.document as Workflow | null;
  const document = useMemo(() => frozen ?? emptyWorkflow(workflowName), [frozen, workflowName]);
  return useMemo(() => ({ runId, document, ...recordRun(runId, events) }), [runId, document, events]);
}

/** The procedure takes so many at once; a run with more large values is compared without the others. */
const mostDigests = 1_000;

/** Large values are compared by their digests: only the server can tell without sending them. */
function useIsSame(a: Side, b: Side): IsSame {
  const trpc = useTRPC();
  const ids = useMemo(() => [...new Set([...referencesIn(a), ...referencesIn(b)])].slice(0, mostDigests), [a, b]);
  const digests = useQuery(
    trpc.runs.valueDigests.queryOptions({ ids }, { enabled: ids.length > 0, staleTime: Number.POSITIVE_INFINITY }),
  );
  return useMemo(() => sameBy(new Map(Object.entries(digests.data ?? {}))), [digests.data]);
}

function countsItems({ document }: Side, nodeId: string): boolean {
  const definition = definitions.get(document.nodes.find(({ id }) => id === nodeId)?.type ?? "");
  return definition?.container === true && definition.catches !== true;
}
