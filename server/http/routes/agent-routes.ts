import { z } from "zod";
import { agentDraftSchema } from "@/nodes/core/saved-agent";
import { agentViewSchema } from "@/server/agents/agent-view";
import { createAgent } from "@/server/agents/create-agent";
import { deleteAgent } from "@/server/agents/delete-agent";
import { getAgent } from "@/server/agents/get-agent";
import { listAgents } from "@/server/agents/list-agents";
import { updateAgent } from "@/server/agents/update-agent";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";

const tag = "Agents";
const path = "/api/v1/agents";
const anyAgent = { body: z.unknown(), bodyShown: agentDraftSchema };

export const agentRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "get",
    path,
    action: "agent.read",
    tag,
    summary: "Saved agents, those changed last first",
    query: pageQuery.extend({ search: z.string().max(200).optional() }),
    response: pageOf(agentViewSchema),
    handle: ({ query, actor }) => listAgents({ workspaceId: actor.workspaceId, ...query }),
  }),
  defineRoute({
    method: "post",
    path,
    action: "agent.write",
    tag,
    summary: "Create an agent",
    ...anyAgent,
    status: 201,
    response: agentViewSchema,
    handle: ({ body, actor }) => createAgent(actor.workspaceId, body ?? null),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}`,
    action: "agent.read",
    tag,
    summary: "One agent with its settings, by id or slug",
    params: idParams,
    response: agentViewSchema,
    handle: async ({ params, actor }) => {
      const agent = await getAgent(actor.workspaceId, params.id);
      return json(200, agent, { etag: `"${agent.updatedAt}"` });
    },
  }),
  defineRoute({
    method: "put",
    path: `${path}/{id}`,
    action: "agent.write",
    tag,
    summary: "Replace an agent",
    params: idParams,
    ...anyAgent,
    headers: [
      {
        name: "If-Match",
        description: "The updatedAt of the state that is replaced, quoted: another one answers 409.",
      },
    ],
    response: agentViewSchema,
    handle: ({ params, body, actor, request }) =>
      updateAgent({
        workspaceId: actor.workspaceId,
        id: params.id,
        agent: body ?? null,
        expected: expectedState(request),
      }),
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}`,
    action: "agent.write",
    tag,
    summary: "Delete an agent; its runs stay",
    params: idParams,
    handle: async ({ params, actor }) => void (await deleteAgent(actor.workspaceId, params.id)),
  }),
];

function expectedState(request: Request): string | undefined {
  const header = request.headers.get("if-match")?.trim();
  return header === undefined || header === "*" ? undefined : header.replace(/^W\//, "").replace(/^"|"$/g, "");
}
