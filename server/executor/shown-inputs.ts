import type { GraphNode, OutputRef } from "@/nodes/core/graph";
import type { Scope } from "@/server/executor/scope";
import type { ToolCallSite } from "@/server/executor/tool-call";

/** The inputs as the log shows them: what is stored by reference stays a reference. */
export function shownInputs(scope: Scope, node: GraphNode, call: ToolCallSite | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const { port, from } of node.inputs) {
    const living = from.filter((ref) => scope.valueOf(ref) !== undefined);
    if (living.length === 0) continue;
    shown[port.name] = port.many === true ? living.map((ref) => scope.shown(ref)) : scope.shown(living[0] as OutputRef);
  }
  return { ...shown, ...(call?.shownArgs ?? call?.args) };
}
