import { isJsonObject, type JsonValue } from "../core/json";
import { jsonInText } from "../core/json-in-text";
import type { ToolCall, ToolSpec } from "../core/node-runner";

/** Tells a model that has no tool calls of its own how to ask for one. */
export function describeTools(tools: readonly ToolSpec[]): string {
  const list = tools.map(
    ({ name, description, parameters }) =>
      `- ${name}: ${description}\n  arguments, as JSON Schema: ${JSON.stringify(parameters)}`,
  );
  return [
    `You can use these tools:\n${list.join("\n")}`,
    'To use one, answer with JSON alone and nothing else: {"tool": "<name>", "arguments": { … }}',
    "You then get its result. When you need no tool any more, give your final answer and name no tool.",
  ].join("\n\n");
}

/** The calls that an answer asks for in the way of `describeTools`; none when it is a final answer. */
export function readToolCalls(text: string, step: number): ToolCall[] {
  const found = jsonInText(text)?.value;
  const asked = Array.isArray(found) ? found : [found];
  const calls = asked.map((one, i) => readCall(one ?? null, `call_${step}_${i + 1}`));
  return calls.includes(undefined) ? [] : (calls as ToolCall[]);
}

/** The same the other way: calls as a model would have written them. */
export function writeToolCalls(calls: readonly ToolCall[]): string {
  return calls.map(({ name, arguments: args }) => `{"tool": ${JSON.stringify(name)}, "arguments": ${args}}`).join("\n");
}

function readCall(value: JsonValue, id: string): ToolCall | undefined {
  if (!isJsonObject(value) || typeof value.tool !== "string") return undefined;
  return { id, name: value.tool, arguments: JSON.stringify(value.arguments ?? {}) };
}

/** Passes streamed text on, but for what begins like a call: that is for the program, not for people. */
export function withoutCalls(show: (text: string) => void): (text: string) => void {
  let held = "";
  let isShown = false;
  return (text) => {
    if (isShown) return show(text);
    held += text;
    if (/^\s*($|[{[`])/.test(held)) return;
    isShown = true;
    show(held);
  };
}
