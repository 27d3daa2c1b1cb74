import { APIError } from "openai";
import type { ModelEntry } from "../model-entry";
import { modelFetch, requestHeaders } from "./http-client";
import { strangeAnswer, toServerError } from "./server-error";

export interface ServerRequest {
  readonly entry: ModelEntry;
  /** The entry's address, which errors name. */
  readonly address: string;
  readonly url: string;
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: object;
  readonly signal: AbortSignal;
}

/** A request beside the OpenAI interface, with the same errors. The answer's status is good. */
export async function requestServer(request: ServerRequest): Promise<Response> {
  const { entry, address, url, method = "GET", body, signal } = request;
  try {
    const response = await modelFetch(url, {
      method,
      signal,
      headers: { ...requestHeaders(entry), ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw APIError.generate(response.status, parse(await response.text()), undefined, response.headers);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toServerError(error, { entry, address });
  }
}

/** The JSON of the answer; a web page or a text is an error. */
export async function requestJson(request: ServerRequest): Promise<unknown> {
  const response = await requestServer(request);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw strangeAnswer(request, response.headers.get("content-type") ?? "", text);
  }
}

/** In the shape that `APIError` takes apart: `{ error: … }`. */
function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "error" in value ? value : { error: value };
  } catch {
    return { error: { message: text } };
  }
}
