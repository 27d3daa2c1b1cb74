import { AppError, type ErrorCode } from "@/nodes/core/app-error";
import type { TraceEvent } from "@/nodes/core/trace-event";

/** A running server through its public interface. Its errors arrive as `AppError`. */
export class ServerClient {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, token?: string) {
    this.#url = url.replace(/\/$/, "");
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#fetch(method, path, body);
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async text(path: string): Promise<string> {
    return (await this.#fetch("GET", path)).text();
  }

  /** The events of a run from its first to its last (RFC: WHATWG HTML, server-sent events). */
  async *events(runId: string): AsyncGenerator<TraceEvent> {
    const response = await this.#fetch("GET", `/api/v1/runs/${runId}/events`);
    let rest = "";
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const messages = (rest + chunk).split("\n\n");
      rest = messages.pop() ?? "";
      for (const message of messages) {
        const data = message.split("\n").filter((line) => line.startsWith("data:"));
        if (data.length > 0) yield JSON.parse(data.map((line) => line.slice(5).trim()).join("\n")) as TraceEvent;
      }
    }
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = body === undefined ? this.#headers : { ...this.#headers, "content-type": "application/json" };
    const response = await fetch(this.#url + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((cause: unknown) => {
      throw new AppError("NETWORK_FAILED", `The server at ${this.#url} does not answer.`, { cause });
    });
    if (!response.ok) throw await toError(response);
    return response;
  }
}

async function toError(response: Response): Promise<AppError> {
  const text = await response.text();
  try {
    const { code, detail, hint, issues } = JSON.parse(text) as {
      code: ErrorCode;
      detail: string;
      hint?: string;
      issues?: unknown;
    };
    return new AppError(code, detail, { hint, ...(issues === undefined ? {} : { details: { issues } }) });
  } catch {
    return new AppError("UPSTREAM_FAILED", `The server answered ${response.status}: ${text.slice(0, 200)}`);
  }
}
