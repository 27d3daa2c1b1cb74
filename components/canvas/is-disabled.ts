import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { workflowLimits } from "@/nodes/core/workflow";

/** Whether a node takes no part in runs: it is disabled, or a container is that it stands in. */
export function isDisabled({ resolved }: Pick<WorkflowState, "resolved">, nodeId: string): boolean {
  let node = resolved.get(nodeId)?.node;
  for (let depth = 0; node !== undefined && depth <= workflowLimits.containerDepth; depth += 1) {
    if (node.disabled === true) return true;
    node = node.parentId === undefined ? undefined : resolved.get(node.parentId)?.node;
  }
  return false;
}
