"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { Workflow } from "@/nodes/core/workflow";
import { useRunSession, useRunView } from "./run-context";
import { followStaleness } from "./stale-store";

/** The workflows that a run called, as they are now; one that was deleted is left out. Undefined until all are known. */
function useCalled(frozen: Workflow | null): Workflow["workflows"] {
  const trpc = useTRPC();
  const ids = Object.keys(frozen?.workflows ?? {});
  return useQueries({
    queries: ids.map((id) => trpc.workflows.get.queryOptions({ id }, { retry: false })),
    combine: calledOf,
  });

  function calledOf(found: readonly { readonly isPending: boolean; readonly data?: { readonly document: unknown } }[]) {
    if (found.some(({ isPending }) => isPending)) return undefined;
    return Object.fromEntries(found.flatMap(({ data }, i) => (data === undefined ? [] : [[ids[i], data.document]])));
  }
}

/** The saved agents that a run used, as they are now. Undefined until they are known. */
function useAgents(frozen: Workflow | null): Workflow["agents"] {
  const names = Object.keys(frozen?.agents ?? {}).sort();
  const { data } = useQuery(
    useTRPC().agents.reached.queryOptions({ names }, { enabled: names.length > 0, staleTime: 2_000 }),
  );
  return data;
}

/** Marks results of the shown run that the open workflow would not give any more. */
export function FollowStaleness() {
  const store = useWorkflowStore();
  const { session, stale } = useRunSession();
  const runId = useRunView((view) => view.runId);
  const trpc = useTRPC();
  // What a run was frozen with never changes.
  const { data } = useQuery(
    trpc.runs.document.queryOptions(
      { id: runId ?? "" },
      { enabled: runId !== null, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );
  // The wire's type says less of a config than the document's does; it is the same JSON.
  const frozen = (data?.document ?? null) as Workflow | null;
  const called = useCalled(frozen);
  const agents = useAgents(frozen);
  useEffect(() => {
    if (frozen === null) return;
    return followStaleness({ store, runs: session.store, stale, frozen, called, agents });
  }, [store, session, stale, frozen, called, agents]);
  return null;
}
