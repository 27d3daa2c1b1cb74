import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { selfAndContainers } from "@/nodes/core/container";
import { roleOf } from "@/nodes/core/node-role";

/** What "run from here" means for a node. */
export interface RunTarget {
  /** The node, or the outermost container around it: only that can begin or end a run. */
  readonly nodeId: string;
  /** What the commands call it: "here", or the container by name. */
  readonly place: string;
}

/** Undefined for what no run begins or ends at: resources, tools, notes, triggers, and what is disabled. */
export function runTargetOf({ resolved }: Pick<WorkflowState, "resolved">, nodeId: string): RunTarget | undefined {
  const chain = selfAndContainers({ get: (id) => resolved.get(id)?.node.parentId }, nodeId);
  const outermost = resolved.get(chain.at(-1) ?? nodeId);
  const self = resolved.get(nodeId);
  if (self === undefined || outermost === undefined) return undefined;
  if (chain.some((id) => resolved.get(id)?.node.disabled === true)) return undefined;
  if (roleOf(self) !== "data" || roleOf(outermost) !== "data") return undefined;
  if (outermost.definition === undefined || outermost.definition.entry === "trigger") return undefined;
  const title = outermost.node.name ?? outermost.definition.title;
  return { nodeId: outermost.node.id, place: outermost === self ? "here" : title };
}
