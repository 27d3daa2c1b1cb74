import type { AppError } from "@/nodes/core/app-error";
import { isAppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import type { ChatReply, ChatRequest } from "@/nodes/core/node-runner";
import type { ModelRequest } from "../resolve-model";
import { resolveModel } from "../resolve-model";

export interface Asked {
  readonly reply: ChatReply;
  /** The text as it was streamed. */
  readonly pieces: readonly string[];
  /** Of the span. */
  readonly attributes: JsonObject;
}

/** Asks one question through the gateway, and keeps what a node would see. */
export async function ask(
  model: string | ModelRequest,
  request: Partial<ChatRequest> = {},
  fairnessKey = "",
): Promise<Asked> {
  const attributes: JsonObject = {};
  const pieces: string[] = [];
  const resolved = await resolveModel(typeof model === "string" ? { model } : model, { fairnessKey });
  const reply = await resolved.chat({
    messages: [{ role: "user", content: "How are you?" }],
    signal: new AbortController().signal,
    onText: (text) => pieces.push(text),
    span: { number: 1, set: setAtEnd(attributes) },
    ...request,
  });
  return { reply, pieces, attributes };
}

/** A span's `set` that keeps what stands at the span's end. */
export function setAtEnd(attributes: Record<string, unknown>) {
  return (more: object, when?: "now") => void (when === "now" || Object.assign(attributes, more));
}

/** The error of something that has to fail with one. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (isAppError(thrown)) return thrown;
  throw new Error(`An AppError was expected, but there was ${thrown === undefined ? "an answer" : String(thrown)}.`, {
    cause: thrown,
  });
}
