import { AppError } from "@/nodes/core/app-error";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { refuseDeep } from "@/server/http/refuse-deep";

/** A call as a run gets it. Throws `REQUEST_INVALID` for a body that says it is JSON, and is none or nests too deep. */
export function readPayload(request: Request, body: Buffer): JsonObject {
  return {
    body: parseBody(body, request.headers.get("content-type") ?? ""),
    headers: headersOf(request.headers),
    query: Object.fromEntries(new URL(request.url).searchParams),
  };
}

function parseBody(body: Buffer, contentType: string): JsonValue {
  const text = body.toString("utf8");
  if (text === "") return null;
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
  if (!/[/+]json\b/i.test(contentType)) return text;
  refuseDeep(body);
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new AppError("REQUEST_INVALID", "The body says that it is JSON, and is none.", { cause: error });
  }
}

/** What proves who calls is not part of a run: it would stand in its trace. */
const secretHeaders = new Set([
  "authorization",
  "cookie",
  "x-heddle-secret",
  "x-hub-signature-256",
  "x-heddle-signature",
]);

function headersOf(headers: Headers): JsonObject {
  return Object.fromEntries([...headers].filter(([name]) => !secretHeaders.has(name.toLowerCase())));
}
