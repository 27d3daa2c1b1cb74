import { z } from "zod";
import { database } from "@/server/db/database";
import { type AnyRoute, defineRoute } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";
import { chatTurnSchema } from "@/server/triggers/chat-turn";
import { listTriggers, triggerSchema } from "@/server/triggers/list-triggers";
import { pauseTrigger } from "@/server/triggers/pause-trigger";
import { runTrigger } from "@/server/triggers/run-trigger";
import { getPublication, publicationSchema } from "@/server/workflows/get-publication";

const tag = "Triggers";
const path = "/api/v1/workflows/{id}/triggers/{nodeId}";
const params = idParams.extend({ nodeId: z.string() });

const idOf = (workspaceId: string, { id, nodeId }: z.infer<typeof params>) => ({ workspaceId, workflowId: id, nodeId });

export const triggerRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path: "/api/v1/triggers",
    action: "workflow.read",
    tag,
    summary: "The triggers of published workflows, with next times and last results, by the workflow's name",
    query: pageQuery,
    response: pageOf(triggerSchema),
    handle: async ({ query, actor }) => listTriggers(await database(), actor.workspaceId, query),
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/workflows/{id}/publish",
    action: "workflow.read",
    tag,
    summary: "Which version is published, and the triggers that start it",
    params: idParams,
    response: publicationSchema,
    handle: ({ params, actor }) => getPublication(actor.workspaceId, params.id),
  }),
  defineRoute({
    method: "post",
    path: `${path}/pause`,
    action: "workflow.write",
    tag,
    summary: "Turn one trigger of the published version off; the others go on",
    params,
    handle: async ({ params, actor }) => void (await pauseTrigger(idOf(actor.workspaceId, params), true)),
  }),
  defineRoute({
    method: "post",
    path: `${path}/resume`,
    action: "workflow.write",
    tag,
    summary: "Turn it on again; what came meanwhile starts nothing",
    params,
    handle: async ({ params, actor }) => void (await pauseTrigger(idOf(actor.workspaceId, params), false)),
  }),
  defineRoute({
    method: "post",
    path: `${path}/run`,
    action: "run.start",
    tag,
    summary: "Let a schedule fire now, or a chat with a message",
    params,
    body: chatTurnSchema.optional(),
    status: 202,
    response: z.object({ id: z.string() }),
    handle: async ({ params, body, actor }) => ({ id: await runTrigger(idOf(actor.workspaceId, params), body) }),
  }),
];
