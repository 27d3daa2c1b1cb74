import type { ChatHistoryItem, ChatModelFunctionCall } from "node-llama-cpp";
import type { ChatMessage } from "@/nodes/core/node-runner";
import { toolResultText } from "./tool-result-text";

type ModelItem = Extract<ChatHistoryItem, { type: "model" }>;

/**
 * Messages as llama.cpp's chat wrappers want them: what the model said, its tool calls and their results are one turn.
 * The last item is the model's, and the answer goes on with it.
 */
export function toChatHistory(messages: readonly ChatMessage[]): ChatHistoryItem[] {
  const history: ChatHistoryItem[] = [];
  const calls = new Map<string, ChatModelFunctionCall>();
  const modelTurn = (): ModelItem => {
    const last = history.at(-1);
    if (last?.type === "model") return last;
    const item: ModelItem = { type: "model", response: [] };
    history.push(item);
    return item;
  };
  for (const message of messages) {
    switch (message.role) {
      case "system":
      case "user":
        history.push({ type: message.role, text: message.content });
        break;
      case "assistant": {
        const { response } = modelTurn();
        if (message.content !== "") response.push(message.content);
        for (const { id, name, arguments: args } of message.toolCalls ?? []) {
          const call: ChatModelFunctionCall = { type: "functionCall", name, params: parse(args), result: null };
          calls.set(id, call);
          response.push(call);
        }
        break;
      }
      case "tool": {
        const call = calls.get(message.toolCallId);
        if (call !== undefined) call.result = toolResultText(message.content);
      }
    }
  }
  modelTurn();
  return history;
}

/** JSON where it is JSON, else the text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
