import { AppError, isAppError } from "../core/app-error";
import type { JsonValue } from "../core/json";
import type { HttpConfig } from "./definition";

/** Bytes of one answer that a workflow carries on. */
export const longestBody = 10 * 1024 * 1024;

/** The body in the form that was asked for; null where there is none. */
export async function readBody(response: Response, as: HttpConfig["responseType"]): Promise<JsonValue> {
  const bytes = await readBytes(response, longestBody);
  const mediaType = (response.headers.get("content-type") ?? "").toLowerCase();
  if (as === "base64") return bytes.toString("base64");
  if (as === "text") return decode(bytes, mediaType);
  if (as === "json") return parseJson(decode(bytes, mediaType), mediaType);
  return bytes.length === 0 ? null : readAuto(bytes, mediaType);
}

/** A body that says that it is JSON and is not stays text: nothing is lost. */
function readAuto(bytes: Buffer, mediaType: string): JsonValue {
  if (/^[^;]*[/+]json\b/.test(mediaType)) return parsed(decode(bytes, mediaType)) ?? decode(bytes, mediaType);
  const isText =
    mediaType === "" ||
    /^(text\/|application\/(xml|javascript|x-www-form-urlencoded|yaml|x-ndjson)|[^;]*\+xml)/.test(mediaType);
  return isText ? decode(bytes, mediaType) : bytes.toString("base64");
}

/** Reads at most `limit` bytes, and stops the server there; an announced length is refused before it is sent. */
export async function readBytes(response: Response, limit: number): Promise<Buffer> {
  if (response.body === null) return Buffer.alloc(0);
  if (Number(response.headers.get("content-length") ?? 0) > limit) {
    await response.body.cancel();
    throw tooLong(limit);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body) {
      size += part.length;
      // Leaving the loop cancels the stream.
      if (size > limit) throw tooLong(limit);
      parts.push(part);
    }
  } catch (error) {
    throw isAppError(error) || isAbort(error)
      ? error
      : new AppError("NETWORK_FAILED", "The connection broke while the answer was read.", {
          cause: error,
          hint: "Try again.",
        });
  }
  return Buffer.concat(parts);
}

function tooLong(limit: number): AppError {
  return new AppError("LIMIT_EXCEEDED", `The answer is longer than ${limit / 1024 / 1024} MB.`, {
    hint: "Ask the server for less, page by page for example.",
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

function decode(bytes: Buffer, mediaType: string): string {
  const charset = /charset="?([\w-]+)/.exec(mediaType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function parseJson(text: string, mediaType: string): JsonValue {
  const value = parsed(text);
  if (value !== undefined) return value;
  throw new AppError(
    "UPSTREAM_FAILED",
    `The answer is no JSON${mediaType === "" ? "" : ` but ${mediaType}`}. It begins: "${text.slice(0, 200)}".`,
    {
      retryable: false,
      field: "responseType",
      hint: "Read the answer as text, or check the address.",
    },
  );
}
