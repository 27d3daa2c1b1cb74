import { APIConnectionError, APIError } from "openai";
import { AppError, isAppError, toAppError } from "@/nodes/core/app-error";
import type { Asked } from "../asked";
import { whereOf } from "../asked";
import { codeOf, connectionError } from "./connection-error";
import { isContextOverflow, isHtml, messageOf, short } from "./server-said";
import { contextError, pathHint, statusError } from "./status-error";

/** Anything that a call to a model server threw, as an error that names model, address, cause and next step. */
export function toServerError(error: unknown, asked: Asked): AppError {
  if (isAppError(error)) return error;
  if (error instanceof APIError && error.status !== undefined) return statusError(error, asked);
  if (error instanceof APIError && error.constructor === APIError) return errorInStream(error, asked);
  if (error instanceof SyntaxError) {
    return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} streamed something that is not JSON.`, {
      hint: "Check that the address is the one of an OpenAI-compatible server, and look at the server's log.",
      cause: error,
    });
  }
  const isConnection =
    error instanceof APIConnectionError ||
    codeOf(error) !== "" ||
    (error instanceof TypeError && error.message === "fetch failed");
  return isConnection ? connectionError(error, asked) : toAppError(error);
}

/** The answer is no stream of events although the status is 200. */
export function strangeAnswer(asked: Asked, contentType: string, body: string): AppError {
  const isPage = contentType.includes("html") || isHtml(body);
  const what = isPage ? "a web page instead of JSON" : `something that no model server says: "${short(body)}"`;
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} answered with ${what}.`, {
    hint: pathHint(asked.address),
    retryable: false,
  });
}

export function cutStream(asked: Asked, textLength: number, cause?: unknown): AppError {
  const after = textLength === 0 ? "before its first word" : `after ${textLength} characters`;
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} cut its answer ${after}.`, {
    hint: "The server may have been stopped, or have run out of memory: look at its log, and run again.",
    cause,
  });
}

function errorInStream(error: APIError, asked: Asked): AppError {
  const message = messageOf(error);
  if (isContextOverflow(message)) return contextError(asked, message, error);
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} failed while it answered: "${short(message)}".`, {
    hint: "Look at the server's log; a smaller prompt or a smaller model may help when it ran out of memory.",
    cause: error,
  });
}
