import { AppError } from "../core/app-error";
import { isJsonObject, type JsonValue, printValue } from "../core/json";
import type { ChatMessage, Model, NodeContext } from "../core/node-runner";
import type { AgentConfig } from "./definition";
import { agentTemplatePorts } from "./definition";
import { describeTools } from "./prompted-tools";

/** Where the agent begins: system message, earlier messages, what is asked now. */
export interface Conversation {
  /** Everything that the model reads. */
  readonly messages: readonly ChatMessage[];
  /** The model cannot call tools by itself: it is told in words how to, and its answers are read for calls. */
  readonly asksForTools: boolean;
}

export function beginConversation(context: NodeContext<AgentConfig>, model: Model, block: string): Conversation {
  const { config, inputs, render, tools } = context;
  const asksForTools = tools.length > 0 && !model.capabilities.has("tools");
  if (asksForTools)
    context.log("info", `${model.id} does not list the capability "tools", so it is told in words how to use them.`);
  const earlier = readMessages(inputs.messages ?? null);
  const instructions = render(config.instructions, { field: "instructions" });
  const asked = joined([render(config.prompt, { field: "prompt" }), taskOf(context), block]);
  const isBare = asked === "" && !earlier.some((message) => message.role === "user");
  if (isBare && instructions.trim() === "") throw nothingToDo(context.title);
  const system = joined([
    // Chat templates want a user message: what there is only as an instruction is then what is asked.
    isBare ? "" : instructions,
    ...earlier.filter((message) => message.role === "system").map((message) => message.content),
    asksForTools ? describeTools(tools) : "",
    config.outputSchema === undefined ? "" : describeSchema(config.outputSchema),
  ]);
  const user = isBare ? instructions : asked;
  return {
    asksForTools,
    messages: [
      ...message("system", system),
      ...earlier.filter((one) => one.role !== "system"),
      ...message("user", user),
    ],
  };
}

function message(role: "system" | "user", content: string): ChatMessage[] {
  return content === "" ? [] : [{ role, content }];
}

function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The task of an agent that is called as a tool and has no template ports of its own. */
function taskOf({ config, inputs }: NodeContext<AgentConfig>): string {
  const { task } = inputs;
  return typeof task === "string" && !agentTemplatePorts(config).some((port) => port.name === "task") ? task : "";
}

function describeSchema(schema: Record<string, unknown>): string {
  return `Answer with JSON alone, without any other words. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
}

function nothingToDo(title: string): AppError {
  return new AppError("NODE_INPUT_INVALID", `${title} has nothing to do: its instructions and prompt are empty.`, {
    field: "prompt",
    hint: "Write a prompt, or check what its variables bring.",
  });
}

/** The port's `[{ role, content }]` as chat messages. What tools said is left out: it means nothing without its call. */
function readMessages(value: JsonValue): ChatMessage[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw notMessages("it is no list");
  return value.flatMap((item, i) => readMessage(item, i));
}

function readMessage(item: JsonValue, index: number): ChatMessage[] {
  if (!isJsonObject(item)) throw notMessages(`item ${index + 1} is no object`);
  const { role, content = "" } = item;
  if (role === "tool") return [];
  if (role !== "system" && role !== "user" && role !== "assistant")
    throw notMessages(`item ${index + 1} has the role ${JSON.stringify(role ?? null)}`);
  return [{ role, content: printValue(content) }];
}

function notMessages(what: string): AppError {
  return new AppError(
    "NODE_INPUT_INVALID",
    `The port messages takes a list of { role, content } with the roles system, user and assistant; ${what}.`,
    { field: "messages" },
  );
}
