import { isAppError, toRunError } from "../core/app-error";
import { cutText } from "../core/cut-text";
import { isJsonObject, type JsonObject, type JsonValue, printValue } from "../core/json";
import { describeProblems, validateJson } from "../core/json-schema";
import { suggestNames } from "../core/near-names";
import type { LiveSpan, NodeContext, Tool, ToolCall } from "../core/node-runner";
import type { AgentConfig } from "./definition";

/** What the model reads of one call. */
export interface ToolAnswer {
  readonly name: string;
  readonly text: string;
  /** The call itself was wrong, so no tool ran. */
  readonly isBroken: boolean;
}

/** Characters of one result: a page of HTML would fill a small model's window. */
const resultBudget = 16_000;

/**
 * Carries out one call as a journaled step. Whatever goes wrong is answered to the model, which may try another way;
 * only a cancel ends the agent. Starts its step before it waits for anything, so that steps keep their order.
 */
export function callTool(context: NodeContext<AgentConfig>, call: ToolCall): Promise<ToolAnswer> {
  const tool = context.tools.find((one) => one.name === call.name);
  if (tool === undefined)
    return broken(
      call,
      `There is no tool "${call.name}".${suggestNames(
        call.name,
        context.tools.map((one) => one.name),
      )}`,
    );
  const args = readArguments(tool, call.arguments);
  return typeof args === "string" ? broken(call, args) : runTool(context, tool, call, args);
}

async function broken(call: ToolCall, text: string): Promise<ToolAnswer> {
  return { name: call.name, text, isBroken: true };
}

async function runTool(
  context: NodeContext<AgentConfig>,
  tool: Tool,
  call: ToolCall,
  args: JsonObject,
): Promise<ToolAnswer> {
  const attributes = { "gen_ai.tool.name": tool.name, "gen_ai.tool.call.id": call.id, "heddle.tool.node": tool.nodeId };
  const work = async (span: LiveSpan) => {
    try {
      return { result: await tool.call(args, context.signal, span) };
    } catch (error) {
      return { error: failure(context, error, span) };
    }
  };
  const outcome = await context.step<{ result: JsonValue } | { error: string }>(
    { kind: "tool", name: tool.name, attributes },
    work,
  );
  return {
    name: tool.name,
    text: "error" in outcome ? outcome.error : shorten(printValue(outcome.result)),
    isBroken: false,
  };
}

/** The sentence that the model gets; a failure is journaled as the call's result, so that no tool is called twice. */
function failure(context: NodeContext<AgentConfig>, error: unknown, span: LiveSpan): string {
  if (context.signal.aborted || (isAppError(error) && error.code === "CANCELED")) throw error;
  const { code, message, hint } = toRunError(error);
  span.set({ "error.type": code });
  return `The tool failed: ${message}${hint === undefined ? "" : ` ${hint}`}`;
}

/** The arguments as an object that fits the tool's schema, or the sentence that tells the model what is wrong. */
export function readArguments(tool: Pick<Tool, "name" | "parameters">, text: string): JsonObject | string {
  const parsed = parse(text.trim() === "" ? "{}" : text);
  if (parsed === undefined) return `The arguments of ${tool.name} are no valid JSON: ${cutText(text, 200)}`;
  if (!isJsonObject(parsed))
    return `The arguments of ${tool.name} have to be a JSON object, such as {"name": "value"}.`;
  const args = fitted(tool.parameters, parsed as JsonObject);
  const problems = validateJson(tool.parameters, args);
  return problems.length === 0
    ? args
    : `The arguments of ${tool.name} do not fit: ${describeProblems(problems, "they")}`;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Leaves out what the tool does not take (it must not override what is connected), and prints what it takes as text. */
function fitted(parameters: JsonObject, args: JsonObject): JsonObject {
  const { properties } = parameters;
  if (!isJsonObject(properties)) return args;
  const known = Object.entries(args).filter(([name]) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    known.map(([name, value]) => [name, wantsText(properties[name]) && value !== null ? printValue(value) : value]),
  );
}

function wantsText(schema: unknown): boolean {
  return isJsonObject(schema) && schema.type === "string";
}

function shorten(text: string): string {
  if (text.length <= resultBudget) return text;
  return `${cutText(text, resultBudget)}\n(Cut off here: the whole result has ${text.length} characters.)`;
}
