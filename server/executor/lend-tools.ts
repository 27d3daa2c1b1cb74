import { AppError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonValue } from "@/nodes/core/json";
import type { Tool } from "@/nodes/core/node-runner";
import { nodeRunKey } from "@/nodes/core/run-state";
import { toolSpecOf } from "@/nodes/core/tool-spec";
import type { Execution } from "@/server/executor/execution";
import type { TimeLimit } from "@/server/executor/time-limit";

/** The nodes that are connected to an agent's `tools` port, as tools that it can call. */
export function openTools(execution: Execution, caller: GraphNode, path: string, limit: TimeLimit): Tool[] {
  const nodes = (caller.resources.tools ?? [])
    .map((id) => execution.graph.nodes.get(id))
    .filter((node) => node !== undefined);
  return nodes.map((node) => ({
    ...toolSpecOf(node),
    nodeId: node.id,
    call: async (args, _signal, step) => {
      const callPath = `${path === "" ? "" : `${path}/`}${caller.id}#${step.number}`;
      return callTool(execution, node, callPath, args, limit);
    },
  }));
}

/** A call that was finished before a crash is not made again. */
async function callTool(
  execution: Execution,
  node: GraphNode,
  path: string,
  args: Parameters<Tool["call"]>[0],
  limit: TimeLimit,
): Promise<JsonValue> {
  const done = await execution.values.outputsOf(nodeRunKey(node.id, path));
  if (done !== undefined) return resultOf(node, done);
  const outputs = await execution.runTool(node, { path, args, limit });
  if (outputs === "skipped")
    throw new AppError("CANCELED", `The call of ${node.title} was skipped by a person.`, { retryable: false });
  return resultOf(node, outputs);
}

function resultOf(node: GraphNode, outputs: Readonly<Record<string, JsonValue>>): JsonValue {
  const { tool } = node.definition;
  if (tool === undefined) throw new AppError("INTERNAL", `${node.definition.type} is no tool.`);
  return tool.result(outputs);
}
