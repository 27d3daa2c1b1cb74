import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { isJsonObject } from "@/nodes/core/json";
import type { Execution } from "@/server/executor/execution";
import type { TimeLimit } from "@/server/executor/time-limit";

/** The arguments of an allowed call, as the person left them; undefined where it was refused. */
export type AllowedArguments = JsonObject | undefined;

interface ToolRequest {
  readonly caller: GraphNode;
  readonly tool: GraphNode;
  /** The path of the call, such as `boss#2`. */
  readonly path: string;
  readonly args: JsonObject;
  readonly limit: TimeLimit;
}

/** Asks a person to allow a call where the caller's settings want that and it was not allowed before. */
export async function allowCall(execution: Execution, request: ToolRequest): Promise<AllowedArguments> {
  const { caller, tool, path, args, limit } = request;
  if (!needsPerson(caller, tool) || (await execution.allowances.has(tool.id))) return args;
  limit.pause();
  try {
    const { decision, value, remember } = await execution.decisions.ask({
      nodeId: tool.id,
      path,
      reason: "approval",
      choices: ["approve", "reject"],
      details: { title: `${caller.title} wants to call ${tool.title}`, tool: tool.id, by: caller.id, value: args },
      problemOf: (value) =>
        isJsonObject(value) ? undefined : "The arguments of a call are an object, with a value for each name.",
    });
    if (decision !== "approve") return undefined;
    if (remember !== undefined) await execution.allowances.add(tool.id, remember);
    return isJsonObject(value) ? (value as JsonObject) : args;
  } finally {
    limit.resume();
  }
}

function needsPerson(caller: GraphNode, tool: GraphNode): boolean {
  const approval = caller.definition.toolApproval?.(caller.config) ?? "never";
  return approval === "always" || (approval === "tools" && !tool.idempotent);
}
