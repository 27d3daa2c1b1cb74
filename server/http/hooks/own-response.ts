import { AppError } from "@/nodes/core/app-error";
import { isJsonObject, type JsonObject } from "@/nodes/core/json";
import { mayAnswerWith } from "@/server/http/hooks/answer-headers";
import { json } from "@/server/http/route";

/** What is wrong with it, and in which field. */
class Unsendable extends Error {
  readonly field: string;
  readonly hint?: string;

  constructor(field: string, message: string, { hint, cause }: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.field = field;
    this.hint = hint;
  }
}

/** Statuses that have no body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** An object with one of them says how the answer looks; any other value is the answer's body. */
const parts = ["status", "headers", "body"] as const;

/**
 * What a run gives as the answer to its caller: the output named `response`, with `status`, `headers` and `body` or as it is;
 * where there is none, the outputs as JSON. Throws `UPSTREAM_FAILED`, which names what is wrong with the output, where no such
 * answer can be sent.
 */
export function ownResponse(output: Readonly<Record<string, unknown>>, runId: string): Response {
  const { response } = output;
  if (response === undefined) return json(200, output);
  try {
    return responseOf(isShape(response) ? response : { body: response });
  } catch (error) {
    if (!(error instanceof Unsendable)) throw error;
    const { field, message, hint, cause } = error;
    throw new AppError("UPSTREAM_FAILED", `The output "response" cannot be sent as an answer. ${message}`, {
      field: `response.${field}`,
      retryable: false,
      details: { runId },
      hint,
      cause,
    });
  }
}

function isShape(response: unknown): response is JsonObject {
  return isJsonObject(response) && parts.some((part) => Object.hasOwn(response, part));
}

function responseOf(response: Readonly<Record<string, unknown>>): Response {
  const status = statusOf(response.status);
  const headers = headersOf(response.headers);
  const { body } = response;
  const hasBody = body !== undefined && !bodiless.has(status);
  if (hasBody && !headers.has("content-type"))
    headers.set("content-type", typeof body === "string" ? "text/plain; charset=utf-8" : "application/json");
  return new Response(hasBody ? (typeof body === "string" ? body : JSON.stringify(body)) : null, { status, headers });
}

function statusOf(given: unknown): number {
  if (given === undefined || given === null) return 200;
  if (Number.isInteger(given) && Number(given) >= 200 && Number(given) <= 599) return Number(given);
  throw new Unsendable("status", `The status is a whole number from 200 to 599, not ${shown(given)}.`);
}

function headersOf(given: unknown): Headers {
  const headers = new Headers();
  if (given === undefined || given === null) return headers;
  if (!isJsonObject(given)) throw new Unsendable("headers", `The headers are an object of texts, not ${shown(given)}.`);
  for (const [name, value] of Object.entries(given)) setHeader(headers, name, value);
  return headers;
}

function setHeader(headers: Headers, name: string, value: unknown): void {
  const field = `headers.${name.slice(0, 100)}`;
  if (!["string", "number", "boolean"].includes(typeof value))
    throw new Unsendable(field, `The header ${name} is a text, not ${shown(value)}.`);
  try {
    headers.set(name, String(value));
  } catch (error) {
    throw new Unsendable(field, `${shown(name)} with ${shown(value)} is no header that can be sent.`, {
      hint: "Names have letters, digits and hyphens; values are one line of Latin letters.",
      cause: error,
    });
  }
  if (mayAnswerWith(name, String(value))) return;
  throw new Unsendable(field, `A workflow may not answer with the header ${name}: ${shown(value)}.`, {
    hint: "Headers of your own begin with X-. Location leads to http:// or https://, or to a path.",
  });
}

const longestShown = 100;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
