"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type RunStatus, runStatuses } from "@/nodes/core/run-status";

export interface RunsFilter {
  readonly status?: RunStatus;
  readonly workflowId?: string;
  readonly isDeadLetter?: boolean;
}

const deadLetters = "dead-letters";

/** Which runs are listed. It stands in the address, so that it can be kept and sent. */
export function useRunsFilter(): { filter: RunsFilter; set: (filter: RunsFilter) => void } {
  const router = useRouter();
  const parameters = useSearchParams();
  const named = parameters.get("status");
  const status = runStatuses.find((one) => one === named);
  const workflowId = parameters.get("workflow");
  return {
    filter: {
      ...(status && { status }),
      ...(workflowId && { workflowId }),
      ...(named === deadLetters && { isDeadLetter: true }),
    },
    set({ status, workflowId, isDeadLetter }) {
      const word = isDeadLetter === true ? deadLetters : status;
      const next = new URLSearchParams({ ...(word && { status: word }), ...(workflowId && { workflow: workflowId }) });
      router.replace(next.size === 0 ? "/runs" : `/runs?${next}`, { scroll: false });
    },
  };
}
