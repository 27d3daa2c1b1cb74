import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { roleOf } from "@/nodes/core/node-role";

/** Of these nodes those that a run can be held at: models, memories, notes and what is gone it cannot. */
export function breakableNodes(resolved: WorkflowState["resolved"], nodeIds: Iterable<string>): string[] {
  return [...nodeIds].filter((id) => {
    const one = resolved.get(id);
    return one !== undefined && ["data", "tool"].includes(roleOf(one));
  });
}
