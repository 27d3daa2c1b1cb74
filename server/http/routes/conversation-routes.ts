import { z } from "zod";
import { chatAnswerSchema, chatAnswerView } from "@/server/chat/chat-answer-view";
import type { ChatPartner } from "@/server/chat/chat-target";
import { readChatAgent } from "@/server/chat/read-chat-agent";
import { startExchange } from "@/server/chat/start-exchange";
import { deleteConversation } from "@/server/conversations/change-conversation";
import { conversationSummarySchema } from "@/server/conversations/conversation-summary";
import { exportConversation, exportFormats } from "@/server/conversations/export-conversation";
import { conversationSchema, getConversation } from "@/server/conversations/get-conversation";
import { listConversations } from "@/server/conversations/list-conversations";
import { database } from "@/server/db/database";
import { viewRun } from "@/server/executor/view-run";
import { chatStream } from "@/server/http/chat-stream";
import { type AnyRoute, defineRoute, json } from "@/server/http/route";
import { idParams, pageOf, pageQuery } from "@/server/http/routes/parameters";
import { waitForRun } from "@/server/http/wait-for-run";
import type { Actor } from "@/server/security/roles";

const tag = "Chat";
const path = "/api/v1/conversations";
const longestWaitMs = 300_000;

export const chatBody = z.object({
  message: z.string().describe("At most 200,000 characters."),
  conversationId: z.string().max(200).optional().describe("Goes on with this one. Default: a new conversation."),
  parentId: z
    .string()
    .max(200)
    .nullable()
    .optional()
    .describe("The message that it follows; null begins at the top. Default: the end of the branch in view."),
  files: z.array(z.string().max(200)).max(50).optional().describe("Ids of uploads whose text goes along."),
  stream: z.boolean().default(false).describe("Answers with server-sent events: start, delta, waiting, done, error."),
});

async function chat(actor: Actor, partner: ChatPartner, body: z.infer<typeof chatBody>, request: Request) {
  const { stream, ...message } = body;
  const { workspaceId } = actor;
  const exchange = await startExchange({ workspaceId, partner, ...message, trigger: "api" });
  await exchange.run.committed;
  if (stream) return chatStream(workspaceId, exchange);
  const ended = await waitForRun(workspaceId, exchange.run, { ms: longestWaitMs, signal: request.signal });
  const view = ended ?? (await viewRun(workspaceId, exchange.run.runId));
  const answer = await chatAnswerView(await database(), exchange, view);
  return json(answer.status === "running" || answer.status === "waiting" ? 202 : 200, answer);
}

const answers = {
  body: chatBody,
  response: chatAnswerSchema,
  also: { 202: { description: "The run waits for a person, or takes longer than 300 s", response: chatAnswerSchema } },
};

export const conversationRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: "post",
    path: "/api/v1/agents/{id}/chat",
    action: "conversation.write",
    tag,
    summary: "Say something to an agent",
    params: idParams,
    ...answers,
    handle: ({ params, body, actor, request }) => chat(actor, { agentId: params.id }, body, request),
  }),
  defineRoute({
    method: "post",
    path: "/api/v1/workflows/{id}/chat",
    action: "conversation.write",
    tag,
    summary: "Say something to the current revision of a workflow with a chat trigger",
    params: idParams,
    ...answers,
    handle: ({ params, body, actor, request }) => chat(actor, { workflowId: params.id }, body, request),
  }),
  defineRoute({
    method: "get",
    path: "/api/v1/agents/{id}/conversations",
    action: "conversation.read",
    tag,
    summary: "Conversations with an agent, newest first",
    params: idParams,
    query: pageQuery,
    response: pageOf(conversationSummarySchema),
    handle: async ({ params, query, actor: { workspaceId } }) => {
      const opened = await database();
      const agent = await readChatAgent(opened, workspaceId, params.id);
      return listConversations(opened, { workspaceId, agentId: agent.id, ...query });
    },
  }),
  defineRoute({
    method: "get",
    path,
    action: "conversation.read",
    tag,
    summary: "Conversations, newest first",
    query: pageQuery.extend({
      agent: z.string().max(200).optional().describe("Id or slug."),
      workflow: z.string().max(200).optional().describe("Id or slug."),
      search: z.string().max(1_000).optional().describe("Words that one message or the title has."),
    }),
    response: pageOf(conversationSummarySchema),
    handle: async ({ query, actor }) => {
      const { agent, workflow, ...rest } = query;
      const filter = { workspaceId: actor.workspaceId, agentId: agent, workflowId: workflow, ...rest };
      return listConversations(await database(), filter);
    },
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}`,
    action: "conversation.read",
    tag,
    summary: "A conversation with its messages",
    params: idParams,
    response: conversationSchema,
    handle: async ({ params, actor }) => getConversation(await database(), actor.workspaceId, params.id),
  }),
  defineRoute({
    method: "get",
    path: `${path}/{id}/export`,
    action: "conversation.read",
    tag,
    summary: "A conversation as a file",
    params: idParams,
    query: z.object({ format: z.enum(exportFormats).default("markdown") }),
    produces: "text/markdown",
    handle: async ({ params, query, actor }) => {
      const file = await exportConversation(await database(), actor.workspaceId, params.id, query.format);
      return new Response(file.text, {
        headers: {
          "content-type": file.mediaType,
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        },
      });
    },
  }),
  defineRoute({
    method: "delete",
    path: `${path}/{id}`,
    action: "conversation.write",
    tag,
    summary: "Delete a conversation with all of its messages",
    params: idParams,
    status: 204,
    handle: async ({ params, actor }) => {
      await deleteConversation(await database(), actor.workspaceId, params.id);
      return undefined;
    },
  }),
];
