import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { selfAndContainers } from "@/nodes/core/container";
import { roleOf } from "@/nodes/core/node-role";

/**
 * Whether a run can begin or end at a node, on the canvas itself or inside of a container. Not at what never runs on its own:
 * resources, tools, notes, triggers, and what is disabled.
 */
export function isRunTarget({ resolved }: Pick<WorkflowState, "resolved">, nodeId: string): boolean {
  const chain = selfAndContainers({ get: (id) => resolved.get(id)?.node.parentId }, nodeId);
  return chain.every((id) => {
    const one = resolved.get(id);
    if (one?.definition === undefined || one.node.disabled === true) return false;
    return one.definition.entry !== "trigger" && roleOf(one) === "data";
  });
}
