import { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { argumentPatternSchema } from "@/nodes/core/argument-pattern";
import type { JsonObject } from "@/nodes/core/json";
import { runStatuses } from "@/nodes/core/run-status";
import { choices, remembrances, traceEventSchema } from "@/nodes/core/trace-event";
import { database } from "@/server/db/database";
import { cancelRun } from "@/server/executor/cancel-run";
import { decideRun } from "@/server/executor/decide-run";
import { forkRun } from "@/server/executor/fork-run";
import { resumeRun } from "@/server/executor/resume-run";
import { startRun } from "@/server/executor/start-run";
import { startedStatus } from "@/server/executor/started-status";
import { viewRun } from "@/server/executor/view-run";
import { eventStream } from "@/server/http/event-stream";
import { problemOf } from "@/server/http/problem";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";
import { waitForRun } from "@/server/http/wait-for-run";
import { clearResults } from "@/server/reuse/clear-results";
import { reuseStatistics, reuseStatisticsSchema } from "@/server/reuse/reuse-statistics";
import { deleteRun } from "@/server/runs/delete-runs";
import { readRunRow } from "@/server/runs/get-run";
import { listRuns, runSummarySchema } from "@/server/runs/list-runs";
import { inlineWaits, listWaits, waitSchema } from "@/server/runs/list-waits";
import { runBus } from "@/server/runs/run-bus";
import { runViewSchema } from "@/server/runs/run-view";
import { streamTrace } from "@/server/runs/stream-trace";

const tag = "Runs";
const path = "/api/v1/runs";
const longestWaitS = 300;

const startedSchema = z.object({ id: z.string(), status: z.enum(runStatuses) });
const inputSchema = z.record(z.string(), z.unknown());

/** Where a run is held for a person. */
const holdShape = {
  breakpoints: z
    .array(z.string().max(200))
    .max(1_000)
    .optional()
    .describe("Ids of nodes, at any level, before which the run is held until it is resumed."),
  step: z.boolean().optional().describe("Holds before the first node."),
};

export const decisionSchema = z.object({
  decision: z.enum(choices),
  path: z.string().max(1_000).optional(),
  value: z
    .unknown()
    .optional()
    .describe("Of an approval: what takes the place of the value, or what the form was filled in with."),
  remember: z
    .enum(remembrances)
    .optional()
    .describe("Of a tool's call: allow further ones for the rest of the run, or always in the workflow of the tool."),
  pattern: argumentPatternSchema
    .optional()
    .describe(
      'Of remember: which further calls, by argument: {"is": value}, {"like": "text with * for what may differ"} or {"any": true}. Without it: always those with the same arguments, for the rest of the run all calls of the tool.',
    ),
});

const untilPath = z
  .string()
  .max(1_000)
  .optional()
  .describe(
    "Of until, for a node inside of a container: the item that the run goes into, such as loop[2]. Of a for-each no other item is run, of a while those before it are.",
  );

export const forkSchema = z.object({
  fromNode: z.string().max(200).describe("What does not depend on it keeps what it gave in this run."),
  path: z
    .string()
    .max(1_000)
    .optional()
    .describe(
      "Of a node inside of a container: the item that it begins in, such as loop[2]. Others keep what they gave.",
    ),
  output: inputSchema.optional().describe("Its outputs by port. Without them it runs again."),
  until: z
    .string()
    .max(200)
    .optional()
    .describe("Goes to this node and no further. It stands in the item that path names, or around it."),
  untilPath,
  current: z
    .boolean()
    .default(false)
    .describe(
      "The workflow as it is now, instead of as this run froze it. What would give something else now runs again too.",
    ),
  ...holdShape,
});

export const runRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "post",
    path: "/api/v1/workflows/{id}/runs",
    action: "run.start",
    tag,
    summary: "Start a run of the current revision",
    params: idParams,
    query: z.object({
      wait: z.coerce.number().min(0).max(longestWaitS).optional().describe("Seconds to wait for its end."),
    }),
    headers: [{ name: "Idempotency-Key", description: "The same key gives the same run again." }],
    body: z
      .object({
        input: inputSchema.default({}),
        until: z.string().max(200).optional().describe("Goes to this node and no further."),
        untilPath,
        ...holdShape,
      })
      .default({ input: {} }),
    status: 202,
    response: startedSchema,
    also: { 200: { description: "The run, when it ended in time or waits for a person", response: runViewSchema } },
    handle: async ({ params, query, body, actor, request }) => {
      const started = await startRun({
        workspaceId: actor.workspaceId,
        workflowId: params.id,
        input: body.input as JsonObject,
        trigger: "api",
        until: body.until,
        untilPath: body.untilPath,
        breakpoints: body.breakpoints,
        step: body.step,
        idempotencyKey: idempotencyKey(request),
      });
      const view =
        query.wait === undefined
          ? undefined
          : await waitForRun(actor.workspaceId, started, { ms: query.wait * 1000, signal: request.signal });
      if (view !== undefined) return json(200, view);
      await started.committed;
      return { id: started.runId, status: await startedStatus(actor.workspaceId, started) };
    },
  }),
  defineRoute({
    method: "get",
    path,
    action: "run.read",
    tag,
    summary: "List runs, newest first",
    query: pageQuery.extend({
      workflow: z.string().max(200).optional().describe("Id or slug."),
      status: z.enum(runStatuses).optional(),
      deadLetter: z
        .enum(["true", "false"])
        .optional()
        .describe("Runs that crashed their process too often, and were not sent again."),
      forkedFrom: z.string().max(200).optional().describe("Runs that began in the middle of this one."),
    }),
    response: pageOf(runSummarySchema),
    handle: async ({ query, actor }) => {
      const { workflow, deadLetter, ...rest } = query;
      const isDeadLetter = deadLetter === undefined ? undefined : deadLetter === "true";
      const filter = { workspaceId: actor.workspaceId, workflowId: workflow, isDeadLetter, ...rest };
      return listRuns(await database(), filter);
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}`,
    action: "run.read",
    tag,
    summary: "A run with its nodes",
    params: idParams,
    response: runViewSchema,
    handle: ({ params, actor }) => viewRun(actor.workspaceId, params.id),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}`,
    action: "run.delete",
    tag,
    summary: "Delete a run that is over",
    params: idParams,
    handle: async ({ params, actor }) => void (await deleteRun(await database(), actor.workspaceId, params.id)),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}/events`,
    action: "run.read",
    tag,
    summary: "The trace as server-sent events, from its first event or after Last-Event-ID to the run's end",
    params: idParams,
    headers: [{ name: "Last-Event-ID", description: "The seq of the last event that is known." }],
    produces: "text/event-stream",
    also: { 200: { description: "Each event's data", response: traceEventSchema } },
    handle: async ({ params, actor, request }) => {
      const opened = await database();
      await readRunRow(opened, actor.workspaceId, params.id);
      return eventStream((sink) =>
        streamTrace(opened, runBus(), params.id, lastSeq(request), {
          onEvents: (events) => {
            for (const event of events) sink.send({ id: event.seq, event: event.type, data: event });
          },
          onEnd: sink.close,
          onError: (error) => {
            // The client comes back by itself; the log has the reason.
            problemOf(error, "events");
            sink.close();
          },
        }),
      );
    },
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/reuse",
    action: "run.read",
    tag,
    summary: "How many results of nodes are kept to be reused",
    response: reuseStatisticsSchema,
    handle: async ({ actor }) => reuseStatistics(await database(), actor.workspaceId),
  }),
  defineRoute({
    method: "delete",
    path: "/api/v1/reuse",
    action: "run.delete",
    tag,
    summary: "Forget all results, so that every node is run again",
    status: 204,
    handle: async ({ actor }) => {
      await clearResults(await database(), actor.workspaceId);
      return undefined;
    },
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/approvals",
    action: "run.read",
    tag,
    summary: "What waits for a person, in all runs",
    query: pageQuery,
    response: pageOf(waitSchema),
    handle: async ({ query, actor }) => {
      const opened = await database();
      return inlineWaits(opened, await listWaits(opened, { workspaceId: actor.workspaceId, ...query }));
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/cancel`,
    action: "run.control",
    tag,
    summary: "Cancel a run; one that is over stays as it is",
    params: idParams,
    response: runViewSchema,
    handle: async ({ params, actor }) => {
      await cancelRun(actor.workspaceId, params.id);
      return viewRun(actor.workspaceId, params.id);
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/resume`,
    action: "run.control",
    tag,
    summary: "Go on with a run that is held at breakpoints, or send one from the dead letters again",
    params: idParams,
    body: z
      .object({ step: z.boolean().optional().describe("What is held runs, and what comes next is held.") })
      .default({}),
    response: runViewSchema,
    handle: async ({ params, body, actor }) => {
      const runId = await resumeRun(actor.workspaceId, params.id, { ...body, by: actor.id });
      return viewRun(actor.workspaceId, runId);
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/fork`,
    action: "run.start",
    tag,
    summary: "Start a new run in the middle of this one",
    params: idParams,
    body: forkSchema,
    status: 202,
    response: startedSchema,
    handle: async ({ params, body, actor }) => {
      const { output, current, ...fork } = body;
      const started = await forkRun(actor.workspaceId, params.id, {
        ...fork,
        output: output as JsonObject | undefined,
        isCurrent: current,
      });
      await started.committed;
      return { id: started.runId, status: await startedStatus(actor.workspaceId, started) };
    },
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/nodes/{nodeId}/decision`,
    action: "run.control",
    tag,
    summary: "Answer a node that waits",
    params: idParams.extend({ nodeId: z.string().max(200) }),
    body: decisionSchema,
    response: runViewSchema,
    handle: async ({ params, body, actor }) => {
      await decideRun(actor.workspaceId, params.id, { nodeId: params.nodeId, ...body, by: actor.id });
      return viewRun(actor.workspaceId, params.id);
    },
  }),
];

const longestKey = 200;

function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key") ?? "";
  if (key.length > longestKey)
    throw new AppError(
      "REQUEST_INVALID",
      `An Idempotency-Key has at most ${longestKey} characters; this one has ${key.length}.`,
      {
        field: "Idempotency-Key",
      },
    );
  return key === "" ? undefined : key;
}

/** What is no number of an event starts at the beginning, as if nothing was known. */
function lastSeq(request: Request): number {
  const given = request.headers.get("last-event-id") ?? "";
  return /^\d{1,9}$/.test(given) ? Number(given) : 0;
}
