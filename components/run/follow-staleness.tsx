"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { Workflow } from "@/nodes/core/workflow";
import { useRunSession, useRunView } from "./run-context";
import { followStaleness } from "./stale-store";

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
  useEffect(() => {
    if (frozen === null) return;
    return followStaleness({ store, runs: session.store, stale, frozen });
  }, [store, session, stale, frozen]);
  return null;
}
