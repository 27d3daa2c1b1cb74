import { AppError, fromRunError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonValue } from "@/nodes/core/json";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { Tool } from "@/nodes/core/node-runner";
import { toolSpecOf } from "@/nodes/core/tool-spec";
import { hasLarge, storeLargeValues } from "@/server/executor/large-values";
import type { Scope } from "@/server/executor/scope";
import type { TimeLimit } from "@/server/executor/time-limit";
import { allowCall } from "@/server/executor/tool-approval";
import type { ToolCallSite } from "@/server/executor/tool-call";

/** The nodes that are connected to an agent's `tools` port, as tools that it can call. They may stand further out than it. */
export function openTools(scope: Scope, caller: GraphNode, path: string, limit: TimeLimit): Tool[] {
  const lenders = (caller.resources.tools ?? []).map((id) => scope.find(id)).filter((found) => found !== undefined);
  return lenders.map(({ scope: own, node }) => ({
    ...toolSpecOf(node),
    nodeId: node.id,
    call: (args, _signal, step) => {
      const callerKey = nodeRunKey(caller.id, path);
      const site = { path: `${callerKey}#${step.number}`, args, limit };
      return scope.execution.during(callerKey, () => callTool(own, caller, node, site));
    },
  }));
}

/** What the model reads of a call that a person decided to skip, or did not allow. */
const skippedCall = "A person skipped this call: there is no result.";
const refusedCall = "A person did not allow this call. Go on without it, or ask for something else.";

/** A call that was finished before a crash, well or badly, is not made again. */
async function callTool(scope: Scope, caller: GraphNode, node: GraphNode, call: ToolCallSite): Promise<JsonValue> {
  const { execution } = scope;
  const done = await execution.values.outputsOf(nodeRunKey(node.id, call.path));
  if (done !== undefined) return resultOf(node, done);
  const before = execution.log.state.nodeRuns.get(nodeRunKey(node.id, call.path));
  if (before?.status === "failed" && before.error !== undefined) throw fromRunError(before.error);
  if (before?.status === "skipped") return before.answers?.approval?.decision === "reject" ? refusedCall : skippedCall;
  const { path, args, limit } = call;
  const tool = { graph: scope.graph, node };
  const allowed = await allowCall(execution, { caller, tool, path, args, limit });
  if (allowed === undefined) {
    execution.log.append({ type: "node.skipped", nodeId: node.id, path, reason: "decision" });
    return refusedCall;
  }
  const inputs = node.definition.tool?.inputs?.(allowed) ?? allowed;
  const shownArgs = hasLarge(inputs)
    ? await storeLargeValues(execution.services.database, execution.facts.id, inputs)
    : inputs;
  const outputs = await execution.runNode(scope, node, { ...call, args: inputs, shownArgs });
  return outputs === "skipped" ? skippedCall : resultOf(node, outputs);
}

function resultOf(node: GraphNode, outputs: Readonly<Record<string, JsonValue>>): JsonValue {
  const { tool } = node.definition;
  if (tool === undefined) throw new AppError("INTERNAL", `${node.definition.type} is no tool.`);
  return tool.result(outputs);
}
