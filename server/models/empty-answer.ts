import { AppError } from "@/nodes/core/app-error";
import type { Asked } from "./asked";
import { whereOf } from "./asked";
import type { ProviderReply } from "./providers/provider";

/** Why an answer without text and without tool calls is an error: never an empty answer without a reason. */
export function emptyAnswer(asked: Asked, reply: ProviderReply, outputTokens: number): AppError {
  const { why, hint, isPermanent } = reasonOf(reply, outputTokens);
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} answered nothing: ${why}.`, {
    hint,
    details: { finishReason: reply.finishReason, reasoningCharacters: reply.reasoning.length },
    ...(isPermanent ? { retryable: false } : {}),
  });
}

function reasonOf(reply: ProviderReply, outputTokens: number): { why: string; hint: string; isPermanent: boolean } {
  if (reply.reasoning !== "" && reply.finishReason === "length") {
    return {
      why: `it was still thinking when its limit of ${outputTokens} tokens was reached`,
      hint: "Raise maxTokens of the model, or switch its thinking off.",
      isPermanent: true,
    };
  }
  if (reply.reasoning !== "") {
    return {
      why: `it thought (${reply.reasoning.length} characters) and then stopped without an answer`,
      hint: "Run again, ask for an answer in the prompt, or switch the model's thinking off.",
      isPermanent: false,
    };
  }
  if (reply.finishReason === "length") {
    return {
      why: "its limit of tokens was reached before the first word",
      hint: "Raise maxTokens of the model, or shorten the prompt so that the context has room for an answer.",
      isPermanent: true,
    };
  }
  if (reply.finishReason === "content_filter") {
    return {
      why: "its content filter held the answer back",
      hint: "Change the prompt, or choose another model.",
      isPermanent: true,
    };
  }
  return {
    why: `it stopped at once (finish reason "${reply.finishReason}")`,
    hint: "Check that the server has the chat template of this model, and that no stop word meets the first word of the answer.",
    isPermanent: false,
  };
}
