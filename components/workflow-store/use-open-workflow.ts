"use client";

import { useCallback, useEffect, useState } from "react";
import { type AppError, toAppError } from "@/nodes/core/app-error";
import { definitions } from "@/nodes/definitions";
import { browserStorage } from "./browser-storage";
import { createWorkflowStore, type WorkflowStore } from "./create-workflow-store";
import { livingTabIds, tabIdOfThisTab } from "./tab-identity";
import { adoptUnsent } from "./unsent-storage";
import type { WorkflowApi } from "./workflow-api";

export type OpenWorkflow =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: AppError; readonly retry: () => void }
  | { readonly status: "open"; readonly store: WorkflowStore };

/** Fetches a workflow, takes unsent changes of before along, and owns its store while the component is mounted. */
export function useOpenWorkflow(workflowId: string, api: WorkflowApi): OpenWorkflow {
  const [state, setState] = useState<OpenWorkflow>({ status: "loading" });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    let store: WorkflowStore | undefined;
    let isGone = false;
    setState({ status: "loading" });
    openStore(workflowId, api)
      .then((opened) => {
        if (isGone) return opened.close();
        store = opened;
        setState({ status: "open", store });
      })
      .catch((error: unknown) => {
        if (!isGone) setState({ status: "failed", error: toAppError(error), retry });
      });
    return () => {
      isGone = true;
      store?.leave();
      store?.close();
    };
  }, [workflowId, api, attempt, retry]);

  return state;
}

async function openStore(workflowId: string, api: WorkflowApi): Promise<WorkflowStore> {
  const [tabId, stored] = await Promise.all([tabIdOfThisTab(), api.get(workflowId)]);
  const unsentStorage = browserStorage(() => localStorage);
  const livingTabs = await livingTabIds();
  const adopted = adoptUnsent({ storage: unsentStorage, workflowId, tabId, now: Date.now(), livingTabs });
  return createWorkflowStore({
    workflowId,
    definitions,
    stored,
    api,
    tabId,
    adopted,
    unsentStorage,
    historyStorage: browserStorage(() => sessionStorage),
  });
}
