"use client";

import { useEffect } from "react";
import { useLiveConnection } from "@/components/run/use-live-connection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";

/** Brings the edits of other tabs and people into the open workflow. */
export function FollowWorkflow() {
  const store = useWorkflowStore();
  const live = useLiveConnection();
  useEffect(() => {
    const { workflowId, revision } = store.getState();
    return live.followWorkflow(workflowId, revision, { onUpdates: store.actions.applyRemote });
  }, [store, live]);
  return null;
}
