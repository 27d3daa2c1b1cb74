import type { ChatMessage } from "@/nodes/core/node-runner";
import { toolResultText } from "@/server/models/gguf/tool-result-text";
import { controlTokens } from "../tokenizer";
import type { Example } from "./example";

/** A part of an example as the chat template writes it. */
export interface Piece {
  readonly text: string;
  /** Whether it may hold control tokens. */
  readonly isTemplate: boolean;
  /** Whether the model has to learn to write it. */
  readonly isTrained: boolean;
}

/** The conversation as `chat-template.jinja` and node-llama-cpp write it, with the answers marked. */
export function render({ messages, tools = [] }: Example): Piece[] {
  const system = messages.filter((message) => message.role === "system");
  const said = messages.filter((message) => message.role !== "system");
  return [
    ...system.flatMap((message) => block("system", message.content)),
    ...(tools.length === 0 ? [] : [template(`<|im_start|>tools\n${tools.map(describeTool).join("")}<|im_end|>\n`)]),
    ...said.flatMap(renderMessage),
  ];
}

function describeTool({ name, description, parameters }: NonNullable<Example["tools"]>[number]): string {
  const names = Object.keys((parameters.properties as Record<string, unknown> | undefined) ?? {});
  return `${name}(${names.join(", ")})${description === "" ? "" : `: ${description}`}\n`;
}

function renderMessage(message: ChatMessage): Piece[] {
  if (message.role === "tool") return block("tool", toolResultText(message.content));
  if (message.role !== "assistant") return block(message.role, message.content);
  const calls = (message.toolCalls ?? []).flatMap((call): Piece[] => [
    template('<tool_call>{"name": "', true),
    learned(call.name),
    template('", "arguments": ', true),
    learned(call.arguments),
    template("}</tool_call>", true),
  ]);
  return [
    template("<|im_start|>assistant\n"),
    ...(message.content === "" ? [] : [learned(message.content)]),
    ...calls,
    // The line break belongs to the template: the answer ends with the token.
    template("<|im_end|>", true),
    template("\n"),
  ];
}

function block(role: string, content: string): Piece[] {
  return [
    template(`<|im_start|>${role}\n`),
    { text: content, isTemplate: false, isTrained: false },
    template("<|im_end|>\n"),
  ];
}

function template(text: string, isTrained = false): Piece {
  return { text, isTemplate: true, isTrained };
}

function learned(text: string): Piece {
  return { text, isTemplate: false, isTrained: true };
}

const controlPattern = new RegExp(`(${controlTokens.map((token) => token.replace(/[|]/g, "\\|")).join("|")})`);

/** The text between the control tokens of a template, and those. */
export function splitControls(text: string): { readonly text: string; readonly isControl: boolean }[] {
  return text
    .split(controlPattern)
    .map((part, place) => ({ text: part, isControl: place % 2 === 1 }))
    .filter((part) => part.text !== "");
}
