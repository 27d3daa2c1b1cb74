"use client";

import { useContext } from "react";
import { useStore } from "zustand";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { type StaleReason, staleSentence } from "@/nodes/core/stale-reason";
import { RunContext } from "./run-context";
import { createStaleStore } from "./stale-store";

/** Never changes: what is read where no run can be shown. */
const nothingStale = createStaleStore();

/** Why what a node gave in the shown run is out of date; undefined where it is not. */
export function useStaleReason(nodeId: string): StaleReason | undefined {
  return useStore(useContext(RunContext)?.stale ?? nothingStale, (stale) => stale.get(nodeId));
}

/** The same in words. */
export function useStaleSentence(nodeId: string): string | undefined {
  const reason = useStaleReason(nodeId);
  return useWorkflow(({ resolved }) =>
    reason === undefined
      ? undefined
      : staleSentence(reason, (id) => {
          const node = resolved.get(id);
          return node?.node.name ?? node?.definition?.title ?? id;
        }),
  );
}
