import type { ChatMessage, Model, NodeContext, Tool } from "../core/node-runner";
import type { AgentConfig } from "./definition";
import { describeTurns } from "./grammar-tools";
import { joinTexts } from "./join-texts";
import { describeTools } from "./prompted-tools";
import type { AgentRequest } from "./read-request";

/** Where the agent begins: system message, earlier messages, what is asked now. */
export interface Conversation {
  /** Everything that the model reads. */
  readonly messages: readonly ChatMessage[];
  /** How the model uses tools. Unless it calls them itself, its answers are read for calls. */
  readonly toolWay: ToolWay;
}

/**
 * `native`: it calls them, or there are none. `grammar`: each of its turns keeps to a schema that has calls and the answer.
 * `words`: it is told how to write a call.
 */
export type ToolWay = "native" | "grammar" | "words";

/** `block` is what was retrieved for the request; it stands below the prompt. */
export function beginConversation(
  { config, tools, log }: NodeContext<AgentConfig>,
  model: Model,
  { instructions, prompt, earlier }: AgentRequest,
  block: string,
): Conversation {
  const toolWay = chooseToolWay(tools, model);
  if (toolWay !== "native") log("info", `${model.id} does not list "tools", so ${toolWords[toolWay]}.`);
  const asked = joinTexts([prompt, block]);
  // Chat templates want a user message: where there is only an instruction, that is what is asked.
  const isBare = asked === "" && !earlier.some((message) => message.role === "user");
  const system = joinTexts([
    isBare ? "" : instructions,
    ...earlier.filter((message) => message.role === "system").map((message) => message.content),
    toolWay === "words" ? describeTools(tools) : toolWay === "grammar" ? describeTurns(tools) : "",
    config.outputSchema === undefined ? "" : describeSchema(config.outputSchema, toolWay),
  ]);
  const said = earlier.filter((message) => message.role !== "system");
  const messages = [...message("system", system), ...said, ...message("user", isBare ? instructions : asked)];
  return { toolWay, messages };
}

function message(role: "system" | "user", content: string): ChatMessage[] {
  return content === "" ? [] : [{ role, content }];
}

const toolWords = {
  grammar: "it chooses among them and its answer by a JSON schema",
  words: "it is told in words how to use them",
} as const;

function chooseToolWay(tools: readonly Tool[], { capabilities }: Model): ToolWay {
  if (tools.length === 0 || capabilities.has("tools")) return "native";
  return capabilities.has("json_schema") ? "grammar" : "words";
}

function describeSchema(schema: Record<string, unknown>, toolWay: ToolWay): string {
  if (toolWay === "grammar") return `Your answer has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
  return `Answer with JSON alone, without any other words. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
}
