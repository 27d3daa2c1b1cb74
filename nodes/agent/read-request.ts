import { AppError } from "../core/app-error";
import { isJsonObject, type JsonValue, printValue } from "../core/json";
import type { ChatMessage, NodeContext } from "../core/node-runner";
import { type AgentConfig, agentTemplatePorts } from "./definition";
import { joinTexts } from "./join-texts";

/** What the agent is and what it is asked, with the variables filled in. */
export interface AgentRequest {
  readonly instructions: string;
  readonly prompt: string;
  /** The conversation so far. */
  readonly earlier: readonly ChatMessage[];
}

/** Throws when there is nothing to do, before a model is asked. */
export function readRequest(context: NodeContext<AgentConfig>): AgentRequest {
  const { config, inputs, render, title } = context;
  const request = {
    instructions: render(config.instructions, { field: "instructions" }).trim(),
    prompt: joinTexts([render(config.prompt, { field: "prompt" }), taskOf(context)]),
    earlier: readMessages(inputs.messages ?? null),
  };
  const isEmpty = `${request.instructions}${request.prompt}` === "" && request.earlier.length === 0;
  if (isEmpty && (inputs.context ?? null) === null) throw nothingToDo(title);
  return request;
}

/** The task of an agent that is called as a tool and has no template ports of its own. */
function taskOf({ config, inputs }: NodeContext<AgentConfig>): string {
  const { task } = inputs;
  return typeof task === "string" && !agentTemplatePorts(config).some((port) => port.name === "task") ? task : "";
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
