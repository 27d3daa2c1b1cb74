import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/nodes/core/json";
import { secretsIn } from "@/nodes/core/template-ports";
import type { WebhookConfig } from "@/nodes/webhook/definition";
import { database } from "@/server/db/database";
import { readBody } from "@/server/http/read-body";
import { json } from "@/server/http/route";
import { waitForRun } from "@/server/http/wait-for-run";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export const hooksPath = "/api/hooks/";

const bodyLimit = 5 * 1024 * 1024;
const longestWaitMs = 300_000;

/** A call of a webhook's address: 202 with the run's id, or what came of the run. Throws what is wrong with the call. */
export async function answerHook(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(hooksPath.length).replace(/\/$/, "");
  const body = await readBody(request, bodyLimit);
  const trigger = await findHook(path, request.method);
  const config = trigger.config as unknown as WebhookConfig;
  checkCaller(config, request.headers, body);
  if (trigger.is_paused)
    throw new AppError("CONFLICT", "This webhook is turned off at present.", {
      hint: "Turn it on again on the page Triggers.",
    });
  const payload = {
    body: parseBody(body, request.headers.get("content-type") ?? ""),
    headers: headersOf(request.headers),
    query: Object.fromEntries(url.searchParams),
  };
  const started = await fireTrigger(trigger, { payload });
  if (config.respond === "now") return json(202, { id: started.runId, status: started.state?.status ?? "queued" });
  const run = await waitForRun(trigger.workspace_id, started, longestWaitMs);
  if (run === undefined || run.status === "waiting")
    return json(202, { id: started.runId, status: run?.status ?? "running" });
  if (run.status !== "completed")
    throw new AppError("UPSTREAM_FAILED", run.error?.message ?? `The run was ${run.status}.`, {
      details: { runId: run.id },
    });
  return responseOf(run.output ?? {});
}

/** An exact method before `ANY`. The same answer for an unknown path and a wrong method: nobody learns what there is. */
async function findHook(path: string, method: string): Promise<TriggerRow> {
  const [row] = await (await database()).execute<TriggerRow>(
    "select * from triggers where path = $1 and method in ($2, 'ANY') order by method = 'ANY' limit 1",
    [path, method],
  );
  if (row !== undefined) return row;
  throw new AppError("NOT_FOUND", "No published webhook has this address and method.", {
    hint: "A webhook answers after its workflow was published, at /api/hooks/ and its path.",
  });
}

function checkCaller({ signature, secret }: WebhookConfig, headers: Headers, body: Buffer): void {
  if (signature === "none") return;
  // A reference is no secret: whoever knows the workflow would know what to send.
  const [missing] = secretsIn([{ field: "secret", text: secret }]);
  if (missing !== undefined || secret === "")
    throw new AppError("SECRET_MISSING", "The secret of this webhook is not set on this machine.", {
      hint: "Type it into the webhook node, and publish the workflow again.",
    });
  const given = signature === "secret" ? headers.get("x-heddle-secret") : signatureIn(headers);
  const wanted = signature === "secret" ? secret : createHmac("sha256", secret).update(body).digest("hex");
  if (given !== null && isEqual(given, wanted)) return;
  throw new AppError(
    "FORBIDDEN",
    signature === "secret"
      ? "The header X-Heddle-Secret is missing or wrong."
      : "The signature of the body is missing or wrong.",
    signature === "secret"
      ? {}
      : { hint: "Send sha256=HEX in X-Hub-Signature-256: HMAC-SHA256 of the body as it is sent." },
  );
}

function signatureIn(headers: Headers): string | null {
  const given = headers.get("x-hub-signature-256") ?? headers.get("x-heddle-signature");
  return given?.replace(/^sha256=/i, "").toLowerCase() ?? null;
}

/** Takes the same time wherever they differ; hashes make both of one length. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function parseBody(body: Buffer, contentType: string): JsonValue {
  const text = body.toString("utf8");
  if (text === "") return null;
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
  if (!/[/+]json\b/i.test(contentType)) return text;
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

/** An output named `response` with `status`, `headers` and `body` is the answer; otherwise the run's outputs are. */
function responseOf(output: Readonly<Record<string, unknown>>): Response {
  const { response } = output;
  if (!isJsonObject(response)) return json(200, output);
  const {
    status = 200,
    headers = {},
    body = null,
  } = response as { status?: number; headers?: JsonObject; body?: JsonValue };
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const contentType = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  const given = Object.entries(isJsonObject(headers) ? headers : {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return new Response(isStatus && (status === 204 || status === 304) ? null : sent, {
    status: isStatus ? status : 200,
    headers: { "content-type": contentType, ...Object.fromEntries(given) },
  });
}
