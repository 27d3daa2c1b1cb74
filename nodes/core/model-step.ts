import { AppError, isAppError } from "./app-error";
import type { JsonValue } from "./json";
import type { ChatReply, ChatRequest, Model, NodeContext } from "./node-runner";

/**
 * One journaled model call: a run that goes on after a crash gets the stored reply instead of calling again (text is
 * then not streamed a second time). The gateway sets model, tokens and times on the span.
 */
export async function modelStep(
  context: Pick<NodeContext, "step" | "span" | "signal">,
  model: Model,
  request: Omit<ChatRequest, "signal" | "span" | "whileLoading">,
): Promise<ChatReply> {
  const whileLoading: ChatRequest["whileLoading"] = (work) =>
    context.span({ kind: "stage", name: `load ${model.id}` }, (live) =>
      work((part) => live.set({ "heddle.progress": part }, "now")),
    );
  const call = async (span: ChatRequest["span"]) =>
    asJson(await model.chat({ ...request, signal: context.signal, span, whileLoading }).catch(ofNoField));
  return fromJson(await context.step({ kind: "model", name: model.id }, call));
}

/** A field that the gateway names is one of the model's entry, and an error of a run names fields of its node alone. */
function ofNoField(thrown: unknown): never {
  if (!isAppError(thrown) || thrown.field === undefined) throw thrown;
  const { code, message, userMessage, retryable, details, hint, cause } = thrown;
  throw new AppError(code, message, { userMessage, retryable, details, hint, cause });
}

/** A reply holds JSON values alone; its type says `readonly`, which `JsonValue` does not know. */
function asJson(reply: ChatReply): JsonValue {
  return reply as unknown as JsonValue;
}

function fromJson(value: JsonValue): ChatReply {
  return value as unknown as ChatReply;
}
