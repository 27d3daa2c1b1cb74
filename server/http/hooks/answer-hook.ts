import { AppError } from "@/nodes/core/app-error";
import { isRunOver } from "@/nodes/core/run-status";
import type { WebhookConfig } from "@/nodes/webhook/definition";
import { isDatabaseAway } from "@/server/db/passing-error";
import { whileDatabaseAnswers } from "@/server/db/while-database-answers";
import type { StartedRun } from "@/server/executor/start-run";
import { startedStatus } from "@/server/executor/started-status";
import { guarded } from "@/server/http/hooks/answer-headers";
import { checkSecret, checkSignature } from "@/server/http/hooks/check-caller";
import { deliveryKey } from "@/server/http/hooks/delivery-key";
import { findHook, hookMethods } from "@/server/http/hooks/find-hook";
import { countCall, countWaiting, refuseFullQueue } from "@/server/http/hooks/hook-limits";
import { ownResponse } from "@/server/http/hooks/own-response";
import { readPayload } from "@/server/http/hooks/read-payload";
import { refuseUnseen } from "@/server/http/hooks/refuse-unseen";
import { problemOf } from "@/server/http/problem";
import { dropBody, readBody } from "@/server/http/read-body";
import { json } from "@/server/http/route";
import { waitForRun } from "@/server/http/wait-for-run";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export const hooksPath = "/api/hooks/";

const bodyLimit = 5 * 1024 * 1024;
const longestWaitMs = 300_000;

/** Answers a call of a webhook's address: 202 with the run's id, what came of the run, or what is wrong. */
export async function answerHook(request: Request, where = new URL(request.url).pathname): Promise<Response> {
  try {
    return guarded(await countCall(() => answer(request)));
  } catch (error) {
    await dropBody(request);
    return guarded(problemOf(error, where));
  }
}

async function answer(request: Request): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: allowed } });
  refuseUnseen(request.headers);
  const path = new URL(request.url).pathname.slice(hooksPath.length).replace(/\/$/, "");
  const trigger = await whileDatabaseAnswers(findHook(path, request.method));
  if (request.method === "HEAD") return new Response(null);
  const config = trigger.config as unknown as WebhookConfig;
  checkSecret(config, request.headers);
  const body = await readBody(request, bodyLimit);
  checkSignature(config, request.headers, body);
  if (trigger.is_paused)
    throw new AppError("CONFLICT", "This webhook is turned off at present.", {
      hint: "Turn it on again on the page Triggers.",
    });
  const firing = { payload: readPayload(request, body), key: deliveryKey(trigger, request.headers) };
  await whileDatabaseAnswers(refuseFullQueue(trigger));
  const start = () => fireTrigger(trigger, firing);
  if (config.respond === "now")
    return afterStart(await whileDatabaseAnswers(start()), (started) => accepted(trigger, started));
  return countWaiting(trigger, async () =>
    afterStart(await whileDatabaseAnswers(start()), (started) => whenFinished(trigger, started, request.signal)),
  );
}

/** The run is there: who called is not told to call again because the database went away since. */
async function afterStart(started: StartedRun, tell: (started: StartedRun) => Promise<Response>): Promise<Response> {
  try {
    return await whileDatabaseAnswers(tell(started));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return json(202, { id: started.runId, status: started.state === undefined ? "queued" : "running" });
  }
}

const allowed = [...hookMethods, "HEAD", "OPTIONS"].join(", ");

/** A delivery that came again has a run that may be over. */
async function accepted({ workspace_id }: TriggerRow, started: StartedRun): Promise<Response> {
  return json(202, { id: started.runId, status: await startedStatus(workspace_id, started) });
}

async function whenFinished(trigger: TriggerRow, started: StartedRun, signal: AbortSignal): Promise<Response> {
  const run = await waitForRun(trigger.workspace_id, started, { ms: longestWaitMs, signal });
  if (run === undefined || !isRunOver(run.status))
    return json(202, { id: started.runId, status: run?.status ?? "running" });
  if (run.status === "completed") return ownResponse(run.output ?? {}, run.id);
  throw new AppError("UPSTREAM_FAILED", run.error?.message ?? `The run was ${run.status}.`, {
    hint: run.error?.hint,
    details: { runId: run.id },
  });
}
