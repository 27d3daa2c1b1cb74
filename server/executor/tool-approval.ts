import { AppError } from "@/nodes/core/app-error";
import {
  type ArgumentPattern,
  argumentsBeyond,
  exactPattern,
  mostPatternCharacters,
} from "@/nodes/core/argument-pattern";
import { callView } from "@/nodes/core/call-view";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import { isJsonObject } from "@/nodes/core/json";
import type { PlacedNode } from "@/nodes/core/node-at-path";
import { nodeRunKey } from "@/nodes/core/node-run";
import { argumentProblems } from "@/nodes/core/tool-arguments";
import { toolSpecOf } from "@/nodes/core/tool-spec";
import type { Decision } from "@/server/executor/decisions";
import type { Execution } from "@/server/executor/execution";
import { invalidAnswer } from "@/server/executor/invalid-answer";
import type { TimeLimit } from "@/server/executor/time-limit";

/** The arguments of an allowed call, as the person left them; undefined where it was refused. */
export type AllowedArguments = JsonObject | undefined;

interface ToolRequest {
  readonly caller: GraphNode;
  readonly tool: PlacedNode;
  /** The path of the call, such as `boss#2`. */
  readonly path: string;
  readonly args: JsonObject;
  readonly limit: TimeLimit;
}

/** Asks a person to allow a call where the caller's settings want that and it was not allowed before. */
export async function allowCall(execution: Execution, request: ToolRequest): Promise<AllowedArguments> {
  const { caller, tool, path, args, limit } = request;
  const { node } = tool;
  if (!needsPerson(caller, node)) return args;
  const wasAnswered = answeredBefore(execution, node, path);
  if (!wasAnswered && (await execution.allowances.allow(tool, args))) return args;
  const { facts } = execution;
  limit.pause();
  try {
    const { decision, value, by, remember, pattern } = await execution.decisions.ask({
      nodeId: node.id,
      path,
      reason: "approval",
      choices: ["approve", "reject"],
      details: {
        ...{ title: `${caller.title} wants to call ${node.title}`, tool: node.id, by: caller.id, value: args },
        call: callView(node, args, { input: facts.input, run: { id: facts.id, startedAt: facts.startedAt } }),
      },
      accept: (answer) => accepted(execution, node, args, answer),
    });
    if (decision !== "approve") return undefined;
    // After a restart it was kept already, and may have been taken back since.
    if (remember === "always" && pattern !== undefined && !wasAnswered)
      await execution.allowances.keep(tool, pattern, by);
    return isJsonObject(value) ? (value as JsonObject) : args;
  } finally {
    limit.resume();
  }
}

function needsPerson(caller: GraphNode, tool: GraphNode): boolean {
  const approval = caller.definition.toolApproval?.(caller.config) ?? "never";
  return approval === "always" || (approval === "tools" && !tool.idempotent);
}

/** Its answer is in the log: it counts, whatever was allowed or taken back since. */
function answeredBefore({ log }: Execution, { id }: GraphNode, path: string): boolean {
  return log.state.nodeRuns.get(nodeRunKey(id, path))?.answers?.approval !== undefined;
}

/** The answer with the pattern of what it allows: these arguments alone, unless it says more. */
function accepted(execution: Execution, tool: GraphNode, asked: JsonObject, answer: Decision): Decision {
  const { value, remember, pattern } = answer;
  if (value !== undefined) {
    const problems = argumentProblems(toolSpecOf(tool).parameters, value);
    if (problems.length > 0) throw invalidAnswer("The arguments of the call do not fit the tool:", "value", problems);
  }
  const args = (value ?? asked) as JsonObject;
  if (remember === undefined && pattern !== undefined)
    throw new AppError("NODE_INPUT_INVALID", "A pattern says which further calls are allowed, and none are.", {
      field: "remember",
      hint: "Say how long they are: run or always.",
    });
  if (pattern !== undefined) requireFit(pattern, args);
  if (remember !== "always") return answer;
  const kept = pattern ?? exactPattern(args);
  requireReadable(kept);
  // What is stored nowhere has no later runs.
  return { ...answer, pattern: kept, remember: execution.workflowId === null ? "run" : "always" };
}

function requireFit(pattern: ArgumentPattern, args: JsonObject): void {
  const beyond = argumentsBeyond(pattern, args);
  if (beyond.length === 0) return;
  throw invalidAnswer(
    "The pattern does not allow this very call:",
    "pattern",
    beyond.map((name) => ({ path: name, message: "does not fit the argument" })),
  );
}

function requireReadable(pattern: ArgumentPattern): void {
  if (JSON.stringify(pattern).length <= mostPatternCharacters) return;
  throw new AppError(
    "NODE_INPUT_INVALID",
    `A pattern has at most ${mostPatternCharacters.toLocaleString("en-US")} characters, and this one has more.`,
    { field: "pattern", hint: "Allow any value for the longest argument, or approve the call once." },
  );
}
