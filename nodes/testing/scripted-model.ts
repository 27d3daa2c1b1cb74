import type { ChatReply, ChatRequest, Model } from "../core/node-runner";

/** What the model says in one turn. */
export type ScriptedTurn =
  | string
  | (Partial<ChatReply> & { readonly text?: string })
  | ((request: ChatRequest) => Promise<string> | string);

export interface ScriptedModel extends Model {
  /** What it was asked, turn by turn. */
  readonly requests: ChatRequest[];
}

/** A model at the edge of a test: it says what the script says, word by word, and fails when it is asked for more. */
export function scriptedModel(
  turns: readonly ScriptedTurn[],
  capabilities: readonly string[] = ["tools", "json_schema"],
): ScriptedModel {
  const requests: ChatRequest[] = [];
  return {
    id: "scripted",
    capabilities: new Set(capabilities),
    requests,
    chat: async (request) => {
      request.signal.throwIfAborted();
      const turn = turns[requests.length];
      requests.push({ ...request, messages: structuredClone(request.messages) });
      if (turn === undefined)
        throw new Error(`The script has ${turns.length} turns, and the model was asked once more.`);
      const reply = replyOf(typeof turn === "function" ? await turn(request) : turn);
      for (const word of reply.text.match(/\S+\s*|\s+/g) ?? []) request.onText?.(word);
      request.span?.set({
        "gen_ai.request.model": reply.model,
        "gen_ai.usage.output_tokens": reply.usage.outputTokens,
      });
      return reply;
    },
  };
}

function replyOf(turn: Exclude<ScriptedTurn, () => unknown>): ChatReply {
  const given: Partial<ChatReply> = typeof turn === "string" ? { text: turn } : (turn as Partial<ChatReply>);
  const toolCalls = given.toolCalls ?? [];
  return {
    text: "",
    finishReason: toolCalls.length > 0 ? "tool_calls" : "stop",
    usage: { inputTokens: 10, outputTokens: 5, modelCalls: 1 },
    model: "scripted",
    ...given,
    toolCalls,
  };
}
