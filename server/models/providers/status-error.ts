import type { APIError } from "openai";
import { AppError } from "@/nodes/core/app-error";
import type { Asked } from "../asked";
import { whereOf } from "../asked";
import { serverRoot } from "../base-url";
import { nameOnServer } from "../model-entry";
import { isContextOverflow, isHtml, lowerFirst, messageOf, refusedFeature, retryAfter, short } from "./server-said";

/** An answer with a status of 400 or above. */
export function statusError(error: APIError, asked: Asked): AppError {
  const status = error.status ?? 0;
  const said = messageOf(error);
  const where = whereOf(asked);
  const quote = said === "" ? "" : `: "${short(said)}"`;
  if (isHtml(said) && status < 500 && status !== 401 && status !== 403 && status !== 429) {
    return new AppError("UPSTREAM_FAILED", `${where} answered ${status} with a web page instead of JSON.`, {
      hint: pathHint(asked.address),
      retryable: false,
      cause: error,
    });
  }
  if (status === 401 || status === 403) {
    const hint =
      asked.entry.api_key === undefined
        ? "This server wants a key: add it to the model on the Models page."
        : "Check the key of the model on the Models page, and that it may use this model.";
    return new AppError("CREDENTIAL_REJECTED", `${where} refused the key (${status})${quote}.`, { hint, cause: error });
  }
  if (status === 404) return notFound(error, asked, said);
  if (status === 429) {
    const retryAfterMs = retryAfter(error.headers);
    return new AppError("RATE_LIMITED", `${where} has too many requests (429)${quote}.`, {
      hint:
        retryAfterMs === undefined
          ? "Wait, or lower the model's maxConcurrent."
          : `Try again in ${Math.ceil(retryAfterMs / 1000)} s, or lower the model's maxConcurrent.`,
      details: retryAfterMs === undefined ? undefined : { retryAfterMs },
      cause: error,
    });
  }
  if (isContextOverflow(said)) return contextError(asked, said, error);
  if (status >= 500) {
    return new AppError("UPSTREAM_FAILED", `${where} failed with status ${status}${isHtml(said) ? "" : quote}.`, {
      hint:
        status === 503
          ? "It may still be loading the model: wait a moment and run again."
          : "Look at the server's log, and run again.",
      cause: error,
    });
  }
  const feature = refusedFeature(said);
  return new AppError("REQUEST_INVALID", `${where} refused the request (${status})${quote}.`, {
    hint:
      feature === undefined
        ? "Change what its message names, on the node or on the model."
        : `It cannot do ${feature}: take "${feature}" out of the model's capabilities, or choose another model.`,
    details: feature === undefined ? undefined : { refusedCapability: feature },
    retryable: false,
    cause: error,
  });
}

function notFound(error: APIError, asked: Asked, said: string): AppError {
  const name = nameOnServer(asked.entry);
  const isAboutModel =
    error.code === "model_not_found" ||
    (/model/i.test(said) && (said.includes(name) || /not (found|exist|loaded)|no such|does ?n.t exist/i.test(said)));
  if (isAboutModel) {
    const hint =
      asked.entry.type === "ollama"
        ? `Pull it on the Models page, or with: ollama pull ${name}`
        : "Load it there, or set the entry's `model` to a name that the server has.";
    return new AppError("MODEL_NOT_FOUND", `${whereOf(asked)} is not there: the server does not know "${name}".`, {
      hint,
      cause: error,
    });
  }
  return new AppError("MODEL_UNAVAILABLE", `${whereOf(asked)} answered 404 for /chat/completions.`, {
    hint: pathHint(asked.address),
    retryable: false,
    cause: error,
  });
}

export function contextError(asked: Asked, said: string, cause: unknown): AppError {
  return new AppError(
    "LIMIT_EXCEEDED",
    `The request is longer than the context of ${lowerFirst(whereOf(asked))}: "${short(said)}".`,
    {
      hint: "Shorten the prompt or what feeds it, lower maxTokens, or load the model with a longer context.",
      cause,
    },
  );
}

export function pathHint(address: string): string {
  return address.endsWith("/v1")
    ? `Check host and port: nothing OpenAI-compatible answers below ${address}.`
    : `The path may be wrong: try ${serverRoot(new URL(address).origin)}/v1.`;
}
