import { AppError } from "../core/app-error";
import type { JsonObject } from "../core/json";
import { withoutThinking } from "../core/json-in-text";
import { modelStep } from "../core/model-step";
import type { ChatMessage, ChatReply, ChatRequest, Model, NodeContext, ToolCall } from "../core/node-runner";
import { callTool, type ToolAnswer } from "./call-tool";
import type { Conversation } from "./conversation";
import type { AgentConfig } from "./definition";
import { answerInTurn, turnSchema } from "./grammar-tools";
import { readToolCalls, withoutCalls, writeToolCalls } from "./prompted-tools";

export interface Inferred {
  /** What was said before the answer, tool traffic included. */
  readonly conversation: readonly ChatMessage[];
  readonly text: string;
  readonly reply: ChatReply;
}

/** A model that cannot form a call after this many turns will not learn it. */
const mostBrokenTurns = 3;

/** Asks the model, gives it the tools that it asks for, until it answers without one; `maxSteps` model calls at most. */
export async function inferAnswer(
  context: NodeContext<AgentConfig>,
  model: Model,
  begun: Conversation,
): Promise<Inferred> {
  const { maxSteps } = context.config;
  const messages = [...begun.messages];
  const show = turnWriter(context);
  let brokenTurns = 0;
  for (let step = 1; step <= maxSteps; step++) {
    const reply = await modelStep(context, model, request(context, model, begun, messages, show));
    const calls = callsOf(reply, begun, step);
    if (calls.length === 0) return { conversation: messages, text: answerOf(context, begun, reply), reply };
    if (step === maxSteps) break;
    const answers = await Promise.all(calls.map((call) => callTool(context, call)));
    messages.push(
      ...(begun.toolWay !== "native" ? spokenTurn(reply, calls, answers) : nativeTurn(reply, calls, answers)),
    );
    brokenTurns = answers.every((answer) => answer.isBroken) ? brokenTurns + 1 : 0;
    if (brokenTurns === mostBrokenTurns) throw cannotCall(context, model, answers);
  }
  throw new AppError("LIMIT_EXCEEDED", `${context.title} still asked for tools after ${maxSteps} model calls.`, {
    field: "maxSteps",
    hint: "Raise maxSteps, or make the instructions say when the work is done.",
  });
}

type Show = ReturnType<typeof turnWriter>;

function request(
  context: NodeContext<AgentConfig>,
  model: Model,
  begun: Conversation,
  messages: readonly ChatMessage[],
  show: Show,
): Omit<ChatRequest, "signal" | "span"> {
  const { tools, config } = context;
  const onText = show();
  if (begun.toolWay === "words") return { messages: [...messages], onText: withoutCalls(onText) };
  if (begun.toolWay === "grammar") {
    const schema = turnSchema(tools, config.outputSchema as JsonObject | undefined);
    return { messages: [...messages], onText: withoutCalls(onText), responseSchema: { name: "turn", schema } };
  }
  if (tools.length > 0)
    return {
      messages: [...messages],
      onText,
      tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    };
  // Servers refuse a schema beside tools, or then never call one; there the schema waits for the repair.
  return {
    messages: [...messages],
    onText,
    responseSchema: responseSchema(model, config.outputSchema as JsonObject | undefined),
  };
}

export function responseSchema(model: Model, schema: JsonObject | undefined): ChatRequest["responseSchema"] {
  return schema !== undefined && model.capabilities.has("json_schema") ? { name: "answer", schema } : undefined;
}

/** Writes the turns of one agent to its port `text` one below the other; its output replaces them at the end. */
function turnWriter(context: NodeContext<AgentConfig>): () => (text: string) => void {
  let hasText = false;
  return () => {
    let isNewTurn = hasText;
    return (text) => {
      context.delta("text", isNewTurn ? `\n\n${text}` : text);
      isNewTurn = false;
      hasText = true;
    };
  };
}

/** Small servers leave ids out or give the same one twice, and the next request needs them to tell answers apart. */
function callsOf(reply: ChatReply, begun: Conversation, step: number): readonly ToolCall[] {
  if (begun.toolWay !== "native") {
    const spoken = readToolCalls(reply.text, step);
    if (spoken.length > 0) return spoken;
  }
  // Also of a model that does not list tools: some servers find calls in what it writes.
  const seen = new Set<string>();
  return reply.toolCalls.map((call, i) => {
    const id = call.id === "" || seen.has(call.id) ? `call_${step}_${i + 1}` : call.id;
    seen.add(id);
    return { ...call, id };
  });
}

function nativeTurn(reply: ChatReply, calls: readonly ToolCall[], answers: readonly ToolAnswer[]): ChatMessage[] {
  const results = calls.map(
    (call, i): ChatMessage => ({ role: "tool", toolCallId: call.id, content: answers[i]?.text ?? "" }),
  );
  return [{ role: "assistant", content: reply.text, toolCalls: calls }, ...results];
}

function spokenTurn(reply: ChatReply, calls: readonly ToolCall[], answers: readonly ToolAnswer[]): ChatMessage[] {
  const results = answers.map(({ name, text }) => `Result of ${name}:\n${text}`).join("\n\n");
  return [
    { role: "assistant", content: reply.text === "" ? writeToolCalls(calls) : reply.text },
    { role: "user", content: results },
  ];
}

function answerOf(context: NodeContext<AgentConfig>, { toolWay }: Conversation, reply: ChatReply): string {
  const said = withoutThinking(reply.text);
  const text = toolWay === "grammar" ? answerInTurn(said).trim() : said;
  if (text === "") throw emptyAnswer(context, reply);
  if (reply.finishReason === "length")
    context.log("warning", "The answer was cut off at its longest length. Raise maxTokens in the model node.");
  return text;
}

function emptyAnswer(context: NodeContext<AgentConfig>, reply: ChatReply): AppError {
  const reasons: Partial<Record<ChatReply["finishReason"], string>> = {
    length: "It ran out of tokens before it said anything: raise maxTokens in the model node.",
    content_filter: "A content filter held it back: change the prompt.",
  };
  return new AppError("UPSTREAM_FAILED", `The model ${reply.model} gave ${context.title} an empty answer.`, {
    hint: reasons[reply.finishReason] ?? "Try again, or choose another model.",
  });
}

function cannotCall(context: NodeContext<AgentConfig>, model: Model, answers: readonly ToolAnswer[]): AppError {
  return new AppError(
    "UPSTREAM_FAILED",
    `The model ${model.id} failed ${mostBrokenTurns} times in a row to call a tool of ${context.title}. The last time: ${answers[0]?.text ?? ""}`,
    {
      retryable: false,
      hint: "Choose a model that is good at tools, or describe the tools better.",
    },
  );
}
