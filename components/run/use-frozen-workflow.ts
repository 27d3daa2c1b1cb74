"use client";

import { useMemo } from "react";
import { memoryStorage } from "@/components/workflow-store/browser-storage";
import { createWorkflowStore, type WorkflowStore } from "@/components/workflow-store/create-workflow-store";
import { AppError } from "@/nodes/core/app-error";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";

/** The graph that a run was frozen with, as a store that can be looked at and selected in, and never changes. */
export function useFrozenWorkflow(workflowId: string | null, document: Workflow): WorkflowStore {
  return useMemo(
    () =>
      createWorkflowStore({
        workflowId: workflowId ?? "",
        definitions,
        stored: { revision: 0, document },
        api: { get: refuse, change: refuse },
        tabId: "",
        unsentStorage: memoryStorage(),
        historyStorage: memoryStorage(),
        isReadOnly: true,
      }),
    [workflowId, document],
  );
}

function refuse(): Promise<never> {
  return Promise.reject(new AppError("CONFLICT", "The graph of a run does not change."));
}
