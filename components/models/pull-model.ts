import type { ClientError } from "@/components/api/app-error-of";
import { AppError, type ErrorCode } from "@/nodes/core/app-error";
import { readServerEvents } from "./read-server-events";

export interface PullProgress {
  /** The server's words: `pulling manifest`. */
  readonly status: string;
  /** Of the part that is being loaded. */
  readonly completedBytes?: number;
  readonly totalBytes?: number;
}

export interface PullRequest {
  /** Ollama's name of the model: `llama3.2:3b`. */
  readonly name: string;
  /** The address of its server. */
  readonly server: string;
}

/**
 * Downloads a model to an Ollama server. Aborting cancels it. Throws an `AppError`. By the public interface, because a
 * tRPC subscription would begin again by itself after an error.
 */
export async function* pullModel(
  request: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const response = await fetch("/api/v1/models/pull", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok || response.body === null) throw await refusal(response);
  for await (const { event, data } of readServerEvents(response.body)) {
    if (event === "progress") yield JSON.parse(data) as PullProgress;
    if (event === "done") return;
    if (event === "error") throw toAppError(JSON.parse(data) as ClientError);
  }
  signal.throwIfAborted();
  throw new AppError("NETWORK_FAILED", "The download broke off.", {
    hint: "Start it again: it goes on where it was.",
  });
}

async function refusal(response: Response): Promise<AppError> {
  const problem: { code?: ErrorCode; detail?: string; hint?: string } = await response.json().catch(() => ({}));
  return new AppError(problem.code ?? "INTERNAL", problem.detail ?? `The server answered with ${response.status}.`, {
    hint: problem.hint,
  });
}

function toAppError({ code, message, hint }: ClientError): AppError {
  return new AppError(code, message, { hint });
}
