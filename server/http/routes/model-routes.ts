import { z } from "zod";
import { jsonObjectSchema } from "@/nodes/core/json";
import { runErrorSchema } from "@/nodes/core/trace-event";
import { eventStream } from "@/server/http/event-stream";
import { type AnyRoute, defineRoute } from "@/server/http/route";
import { idParams } from "@/server/http/routes/parameters";
import { createModel } from "@/server/models/create-model";
import { deleteModel } from "@/server/models/delete-model";
import { discoverModels } from "@/server/models/discover";
import { getModel } from "@/server/models/get-model";
import { listModels } from "@/server/models/list-models";
import { modelEntrySchema, modelUpdateSchema } from "@/server/models/model-entry";
import { modelStatus } from "@/server/models/model-status";
import { modelStatusSchema, modelSummarySchema } from "@/server/models/model-summary";
import { pullModel } from "@/server/models/pull-model";
import { testModel } from "@/server/models/test-model";
import { updateModel } from "@/server/models/update-model";
import { reportError } from "@/server/report-error";

const tag = "Models";
const path = "/api/v1/models";

const availableSchema = z.object({ name: z.string() }).loose();

export const modelRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path,
    action: "model.read",
    tag,
    summary: "All models: those of models.yaml, then those made in the app",
    response: z.object({ items: z.array(modelSummarySchema), nextCursor: z.null() }),
    handle: async () => ({ items: await listModels(), nextCursor: null }),
  }),
  defineRoute({
    method: "post",
    path,
    action: "model.write",
    tag,
    summary: "Add a model",
    body: z.unknown(),
    bodyShown: modelEntrySchema,
    status: 201,
    response: modelSummarySchema,
    handle: ({ body }) => createModel(body as z.input<typeof modelEntrySchema>),
  }),
  defineRoute({
    method: "get",
    path: `${path}/status`,
    action: "model.read",
    tag,
    summary: "How the last call or probe of each model went",
    query: z.object({ probe: z.string().optional().describe("1 asks each server now.") }),
    response: z.object({
      items: z.array(
        modelStatusSchema.extend({
          id: z.string(),
          latencyMs: z.number().optional(),
          available: availableSchema.optional(),
        }),
      ),
    }),
    handle: async ({ query }) => ({
      items: (await modelStatus({ probe: query.probe === "1" })).map((report) => ({
        ...report,
        available: report.available && { ...report.available },
      })),
    }),
  }),
  defineRoute({
    method: "post",
    path: `${path}/discover`,
    action: "model.use",
    tag,
    summary: "Look for LM Studio, Ollama and llama.cpp on this machine; says what was tried",
    response: z.object({
      items: z.array(
        z.object({
          server: z.string(),
          type: z.string(),
          base_url: z.string(),
          isFound: z.boolean(),
          latencyMs: z.number(),
          models: z.array(availableSchema),
          error: z.string().optional(),
          hint: z.string().optional(),
          configured: z.array(z.string()),
        }),
      ),
    }),
    handle: async () => ({
      items: (await discoverModels()).map((found) => ({
        ...found,
        models: found.models.map((model) => ({ ...model })),
        configured: [...found.configured],
      })),
    }),
  }),
  defineRoute({
    method: "post",
    path: `${path}/pull`,
    action: "model.write",
    tag,
    summary: "Download a model to an Ollama server; its progress as server-sent events, the last one `done` or `error`",
    body: z.object({
      name: z.string().min(1).max(500),
      server: z.string().max(500).optional().describe("Id of an entry or address of a server."),
    }),
    produces: "text/event-stream",
    handle: async ({ body }) => {
      const stop = new AbortController();
      const progress = pullModel(body, stop.signal);
      // What is wrong before the first byte is an answer of its own, not an event.
      const first = await progress.next();
      return eventStream((sink) => {
        const follow = async () => {
          for (let step = first; !step.done; step = await progress.next())
            sink.send({ event: "progress", data: step.value });
          sink.send({ event: "done", data: {} });
        };
        follow()
          .catch((thrown: unknown) => {
            const { error, id } = reportError(thrown, "pull");
            sink.send({ event: "error", data: { code: error.code, message: error.userMessage, hint: error.hint, id } });
          })
          .finally(sink.close);
        return () => stop.abort();
      });
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}`,
    action: "model.read",
    tag,
    summary: "One model; default is the first usable one",
    params: idParams,
    response: modelSummarySchema,
    handle: ({ params }) => getModel(params.id),
  }),
  defineRoute({
    method: "put",
    path: `${path}/{id}`,
    action: "model.write",
    tag,
    summary: "Replace a model; one of models.yaml gets an entry of the app before it",
    params: idParams,
    body: modelUpdateSchema,
    response: modelSummarySchema,
    handle: ({ params, body }) => updateModel(params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}`,
    action: "model.write",
    tag,
    summary: "Delete an entry of the app; the one of models.yaml behind it comes back",
    params: idParams,
    handle: async ({ params }) => void (await deleteModel(params.id)),
  }),
  defineRoute({
    method: "post",
    path: `${path}/{id}/test`,
    action: "model.use",
    tag,
    summary: "One short call, to see whether the model answers and how fast",
    params: idParams,
    response: z.object({
      ok: z.boolean(),
      durationMs: z.number(),
      text: z.string().optional(),
      attributes: jsonObjectSchema,
      error: runErrorSchema.optional(),
    }),
    handle: async ({ params, request }) => ({ ...(await testModel(params.id, request.signal)) }),
  }),
];
