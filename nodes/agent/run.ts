import { AppError } from "../core/app-error";
import type { JsonValue } from "../core/json";
import { withoutThinking } from "../core/json-in-text";
import type { ChatMessage, Model, NodeContext, NodeRunner } from "../core/node-runner";
import { contextBlock } from "./context-block";
import { beginConversation } from "./conversation";
import type { AgentConfig } from "./definition";
import { fitContext } from "./fit-context";
import { type Inferred, inferAnswer } from "./infer-answer";
import { joinTexts } from "./join-texts";
import { type Remembered, recallFor, rememberExchange } from "./memory";
import { type AgentRequest, readRequest } from "./read-request";
import { type StructuredAnswer, structuredAnswer } from "./structured-answer";

/** Message → input processing → context retrieval → AI inference → output formatting → response: a stage is a span. */
export const runAgent: NodeRunner<AgentConfig> = async (context) => {
  const model = requireModel(context);
  const request = await stage(context, "input processing", async () => readRequest(context));
  const { earlier, block } = await retrieveContext(context, request);
  const whole = { request: { ...request, earlier: [...earlier, ...request.earlier] }, block };
  const fitted = await fitContext(context, model, whole);
  const begun = beginConversation(context, model, fitted.request, fitted.block);
  const inferred = await stage(context, "AI inference", () => inferAnswer(context, model, begun));
  const answer = await stage(context, "output formatting", () => formatAnswer(context, model, inferred));
  return stage(context, "response", async () => {
    if (context.memory !== undefined) await rememberExchange(context, request, withoutThinking(answer.text));
    return { ...outputs(begun.messages, answer.text), ...("value" in answer ? { json: answer.value } : {}) };
  });
};

async function formatAnswer(
  context: NodeContext<AgentConfig>,
  model: Model,
  inferred: Inferred,
): Promise<{ text: string } | StructuredAnswer> {
  const { outputSchema } = context.config;
  if (outputSchema === undefined) return { text: inferred.text };
  return structuredAnswer(context, model, outputSchema as Record<string, JsonValue>, inferred);
}

function requireModel({ model, title }: NodeContext<AgentConfig>): Model {
  if (model !== undefined) return model;
  throw new AppError("MODEL_UNAVAILABLE", `${title} has no model.`, {
    retryable: false,
    hint: "Connect a model node to its port model.",
  });
}

function stage<T>(context: NodeContext<AgentConfig>, name: string, work: () => Promise<T>): Promise<T> {
  return context.span({ kind: "stage", name }, work);
}

function retrieveContext(context: NodeContext<AgentConfig>, request: AgentRequest): Promise<Remembered> {
  return stage(context, "context retrieval", async () => {
    const { earlier, block } = await recallFor(context, request);
    return { earlier, block: joinTexts([contextBlock(context.config, context.inputs.context ?? null), block]) };
  });
}

/** The conversation that leaves: what was said and the answer, without the agent's instructions and tool traffic. */
function outputs(begun: readonly ChatMessage[], answer: string): { text: string; messages: JsonValue } {
  const said = begun.filter((message) => message.role === "user" || message.role === "assistant");
  const messages = [...said, { role: "assistant", content: answer }].map(({ role, content }) => ({
    role,
    content: withoutThinking(content),
  }));
  return { text: answer, messages };
}
