"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { useStore } from "zustand";
import type { Issue } from "@/nodes/core/issue";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import type { WorkflowStore } from "./create-workflow-store";
import type { WorkflowActions, WorkflowState } from "./workflow-state";

const WorkflowContext = createContext<WorkflowStore | null>(null);

/** Gives everything below it the open workflow, and lets nothing be lost when the page goes away. */
export function WorkflowStoreProvider({ store, children }: { store: WorkflowStore; children: ReactNode }) {
  useEffect(() => {
    // A hidden page may be ended without a further word.
    const leaveWhenHidden = () => {
      if (document.visibilityState === "hidden") store.actions.flush().catch(() => {});
    };
    window.addEventListener("pagehide", store.leave);
    document.addEventListener("visibilitychange", leaveWhenHidden);
    return () => {
      window.removeEventListener("pagehide", store.leave);
      document.removeEventListener("visibilitychange", leaveWhenHidden);
    };
  }, [store]);
  return <WorkflowContext value={store}>{children}</WorkflowContext>;
}

export function useWorkflowStore(): WorkflowStore {
  const store = useContext(WorkflowContext);
  if (store === null) throw new Error("the workflow store needs a WorkflowStoreProvider above it");
  return store;
}

/** Renders again when what `select` returns has another identity: select narrowly. */
export function useWorkflow<Selected>(select: (state: WorkflowState) => Selected): Selected {
  return useStore(useWorkflowStore(), select);
}

export function useWorkflowActions(): WorkflowActions {
  return useWorkflowStore().actions;
}

/** Ports, config and problems of one node; undefined when it is gone. Moving the node gives a new one. */
export function useResolvedNode(nodeId: string): ResolvedNode | undefined {
  return useWorkflow((state) => state.resolved.get(nodeId));
}

const none: readonly Issue[] = [];

export function useNodeIssues(nodeId: string): readonly Issue[] {
  return useWorkflow((state) => state.issues.byNode.get(nodeId) ?? none);
}

/** The node that the inspector shows: the selected one, when exactly one is. */
export function useSelectedNodeId(): string | undefined {
  return useWorkflow(({ selection }) => (selection.nodes.size === 1 ? [...selection.nodes][0] : undefined));
}
