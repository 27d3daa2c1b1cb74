import { createHmac } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { cutText } from "@/nodes/core/cut-text";
import type { WebhookConfig } from "@/nodes/webhook/definition";
import { database } from "@/server/db/database";
import { answerHook, hooksPath } from "@/server/http/hooks/answer-hook";
import { findTrigger, type TriggerId } from "@/server/triggers/find-trigger";

export interface HookAnswer {
  readonly status: number;
  /** What it answered, cut where it is long. */
  readonly body: string;
  /** Of the run that it started. */
  readonly runId: string | null;
}

const longestShown = 20_000;

/** Calls a published webhook as its caller does, secret or signature included. Throws `NOT_FOUND`, and `CONFLICT` for others. */
export async function testHook(id: TriggerId, body: string): Promise<HookAnswer> {
  const opened = await database();
  const row = await findTrigger(opened, id);
  if (row.type !== "webhook") throw new AppError("CONFLICT", "Only a webhook takes a request.");
  const answer = await call(row.path ?? "", row.config as unknown as WebhookConfig, body);
  const text = await answer.text();
  const { last_run_id: runId, last_at: lastAt } = await findTrigger(opened, id);
  const isOurs = lastAt?.getTime() !== row.last_at?.getTime();
  return { status: answer.status, body: cutText(text, longestShown), runId: isOurs ? runId : null };
}

async function call(path: string, { method, signature, secret }: WebhookConfig, body: string): Promise<Response> {
  const usual = method === "ANY" ? "POST" : method;
  const proof: Record<string, string> =
    signature === "secret"
      ? { "x-heddle-secret": Buffer.from(secret, "utf8").toString("latin1") }
      : signature === "hmac"
        ? {
            "x-hub-signature-256": `sha256=${createHmac("sha256", secret)
              .update(hasBody(usual) ? body : "")
              .digest("hex")}`,
          }
        : {};
  const request = new Request(`http://127.0.0.1${hooksPath}${path}`, {
    method: usual,
    headers: { ...(hasBody(usual) ? { "content-type": contentTypeOf(body) } : {}), ...proof },
    body: hasBody(usual) ? body : undefined,
  });
  return answerHook(request, `a test of ${hooksPath}${path}`);
}

const hasBody = (method: string) => method !== "GET";

function contentTypeOf(body: string): string {
  try {
    JSON.parse(body);
    return "application/json";
  } catch {
    return "text/plain";
  }
}
