import { isJsonObject, type JsonObject, type JsonValue } from "../core/json";
import { jsonInText } from "../core/json-in-text";
import type { ToolSpec } from "../core/node-runner";

/**
 * Tools for a model that cannot call any but keeps to a JSON schema: each of its turns is one object, a call of a tool or
 * the answer, so that it cannot form a call that is broken.
 */
export function turnSchema(tools: readonly ToolSpec[], answer: JsonObject = { type: "string" }): JsonObject {
  const object = (properties: JsonObject) => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const calls = tools.map(({ name, parameters }) =>
    object({ tool: { type: "string", enum: [name] }, arguments: parameters }),
  );
  return { anyOf: [...calls, object({ answer })] };
}

/** What such a model is told of its tools. */
export function describeTurns(tools: readonly ToolSpec[]): string {
  const list = tools.map(({ name, description }) => `- ${name}: ${description}`);
  return [
    `You can use these tools:\n${list.join("\n")}`,
    'Each of your turns is one JSON object. To use a tool: {"tool": "<name>", "arguments": { … }}; you then get its result.',
    'When you need no tool any more: {"answer": …} with your whole answer.',
  ].join("\n\n");
}

/** The answer in a turn, as text; a text that is no such turn is the answer itself. */
export function answerInTurn(text: string): string {
  const found = jsonInText(text)?.value ?? null;
  if (!isJsonObject(found) || !("answer" in found)) return text;
  const answer = found.answer as JsonValue;
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}
