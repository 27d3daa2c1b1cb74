import type { ChatMessage, Model, NodeContext } from "../core/node-runner";
import type { AgentConfig } from "./definition";
import { joinTexts } from "./join-texts";
import { describeTools } from "./prompted-tools";
import type { AgentRequest } from "./read-request";

/** Where the agent begins: system message, earlier messages, what is asked now. */
export interface Conversation {
  /** Everything that the model reads. */
  readonly messages: readonly ChatMessage[];
  /** The model cannot call tools by itself: it is told in words how to, and its answers are read for calls. */
  readonly asksForTools: boolean;
}

/** `block` is what was retrieved for the request; it stands below the prompt. */
export function beginConversation(
  { config, tools, log }: NodeContext<AgentConfig>,
  model: Model,
  { instructions, prompt, earlier }: AgentRequest,
  block: string,
): Conversation {
  const asksForTools = tools.length > 0 && !model.capabilities.has("tools");
  if (asksForTools) log("info", `${model.id} does not list "tools", so it is told in words how to use them.`);
  const asked = joinTexts([prompt, block]);
  // Chat templates want a user message: where there is only an instruction, that is what is asked.
  const isBare = asked === "" && !earlier.some((message) => message.role === "user");
  const system = joinTexts([
    isBare ? "" : instructions,
    ...earlier.filter((message) => message.role === "system").map((message) => message.content),
    asksForTools ? describeTools(tools) : "",
    config.outputSchema === undefined ? "" : describeSchema(config.outputSchema),
  ]);
  const said = earlier.filter((message) => message.role !== "system");
  const messages = [...message("system", system), ...said, ...message("user", isBare ? instructions : asked)];
  return { asksForTools, messages };
}

function message(role: "system" | "user", content: string): ChatMessage[] {
  return content === "" ? [] : [{ role, content }];
}

function describeSchema(schema: Record<string, unknown>): string {
  return `Answer with JSON alone, without any other words. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
}
