"use client";

import { useCallback } from "react";
import { nodeOnTheWay } from "@/components/run/error-place";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import type { RunError } from "@/nodes/core/app-error";

export interface FixPlace {
  readonly nodeId: string;
  /** A path in the config; absent: the node as a whole. */
  readonly field?: string;
}

/** Opens the place where an error can be put right. */
export function useFix(): (error: RunError, nodeId: string) => void {
  const store = useWorkflowStore();
  return useCallback(
    (error, nodeId) => {
      const place = fixPlace(store.getState(), error, nodeId);
      store.actions.focusField(place.nodeId, place.field);
    },
    [store],
  );
}

/** What a call to a model fails with. */
const ofModel: ReadonlySet<RunError["code"]> = new Set<RunError["code"]>([
  "MODEL_NOT_FOUND",
  "MODEL_UNAVAILABLE",
  "CREDENTIAL_REJECTED",
  "RATE_LIMITED",
  "UPSTREAM_FAILED",
]);

/**
 * The field that the error names. A node that failed because of its model names none: the field is then that of the
 * model which is connected to it.
 */
export function fixPlace(
  { resolved, connectionsOf }: Pick<WorkflowState, "resolved" | "connectionsOf">,
  error: RunError,
  nodeId: string,
): FixPlace {
  const { code, field } = error;
  const isCaller = (id: string) => resolved.get(id)?.definition?.subWorkflow !== undefined;
  const at = nodeOnTheWay(error, isCaller) ?? nodeId;
  // The fields of what another workflow does are to be found there.
  if (at !== error.nodeId && error.path !== undefined) return { nodeId: at };
  if (field !== undefined) return { nodeId: at, field };
  if (!ofModel.has(code)) return { nodeId: at };
  const ports = resolved.get(at)?.ports.inputs.filter(({ kind }) => kind === "model") ?? [];
  const lent = connectionsOf(at).find((c) => c.target === at && ports.some(({ name }) => name === c.targetHandle));
  const lender = lent && resolved.get(lent.source);
  const hasField = lender?.definition?.fields.some(({ name }) => name === "model") === true;
  return lender !== undefined && hasField ? { nodeId: lender.node.id, field: "model" } : { nodeId: at };
}
