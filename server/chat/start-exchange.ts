import { sealJson, sealJsonb } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { cutText, firstLine } from "@/nodes/core/cut-text";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { attachFiles } from "@/server/chat/attach-files";
import { type ChatPartner, type ChatTarget, openChatTarget } from "@/server/chat/chat-target";
import { placeExchange } from "@/server/chat/place-exchange";
import { appendMessages, lockConversation, type NewMessage } from "@/server/conversations/append-messages";
import { type Attachment, longestMessage, modelText } from "@/server/conversations/message";
import { messageTerms } from "@/server/conversations/message-terms";
import { noConversation, readConversation, type StoredConversation } from "@/server/conversations/read-conversation";
import { executor } from "@/server/executor/executor";
import { type StartedRun, startRunnable } from "@/server/executor/start-run";
import { newId } from "@/server/new-id";
import type { Effect } from "@/server/runs/effect";

export interface StartExchange {
  readonly workspaceId: string;
  /** Needed for a new conversation; an old one knows whom it is with. */
  readonly partner?: ChatPartner;
  /** Default: a new one. */
  readonly conversationId?: string;
  /** What the message follows; null begins at the top. Default: the end of the branch in view. */
  readonly parentId?: string | null;
  readonly message: string;
  /** Ids of uploads. */
  readonly files?: readonly string[];
  /** Answers this message of a person again, instead of a new one. */
  readonly answerAgain?: string;
  readonly trigger?: string;
}

export interface StartedExchange {
  readonly conversationId: string;
  readonly userMessageId: string;
  readonly answerId: string;
  readonly run: StartedRun;
}

/**
 * Sends a message: it, the row of its answer and the run that writes the answer come to be in one transaction. Throws what keeps
 * the partner from answering; then nothing is stored.
 */
export async function startExchange(request: StartExchange): Promise<StartedExchange> {
  const { workspaceId, conversationId } = request;
  if (request.answerAgain === undefined) requireMessage(request);
  const host = await executor();
  const { database } = host.services;
  const conversation =
    conversationId === undefined ? undefined : await readConversation(database, workspaceId, conversationId);
  const target = await openChatTarget(database, workspaceId, partnerOf(request, conversation));
  const place = await placeExchange(database, conversation, request);
  const attachments = place.again?.details.attachments ?? (await attachFiles(workspaceId, request.files ?? []));
  const text = place.again?.content ?? request.message;
  const ids = { conversation: conversation?.id ?? newId(), user: place.again?.id ?? newId(), answer: newId() };
  const runId = newId();
  const run = await startRunnable(host, target.runnable, {
    workspaceId,
    workflowId: target.workflowId,
    input: { message: modelText(text, attachments), messages: place.said as unknown as JsonValue } as JsonObject,
    trigger: request.trigger ?? "chat",
    grants: target.grants,
    subject: target.name,
    entry: target.entry,
    runId,
    conversation: { id: ids.conversation, messageId: ids.answer },
    effects: [
      writeExchange({
        workspaceId,
        target,
        conversation,
        ids,
        runId,
        again: place.again !== undefined,
        ...{ text, attachments, parentId: place.parentId },
      }),
    ],
  });
  return { conversationId: ids.conversation, userMessageId: ids.user, answerId: ids.answer, run };
}

function requireMessage({ message, files = [] }: StartExchange): void {
  if (message.trim() === "" && files.length === 0)
    throw new AppError("REQUEST_INVALID", "The message is empty.", { field: "message", hint: "Write something." });
  if (message.length <= longestMessage) return;
  const [has, most] = [message.length, longestMessage].map((count) => count.toLocaleString("en-US"));
  throw new AppError("LIMIT_EXCEEDED", `The message has ${has} characters; at most ${most} can be sent.`, {
    field: "message",
    hint: "Put long texts into a collection on the Memory page, and ask about them.",
  });
}

function partnerOf({ partner }: StartExchange, conversation: StoredConversation | undefined): ChatPartner {
  if (conversation?.isMemory === true)
    throw new AppError("CONFLICT", "This is the memory of a workflow: it is written by runs, not by messages.");
  const { agentId, workflowId } = conversation ?? {};
  const isPublished = partner !== undefined && "workflowId" in partner && partner.isPublished === true;
  if (agentId !== undefined && agentId !== null) {
    if (partner !== undefined && "workflowId" in partner) throw anotherPartner();
    return { agentId };
  }
  if (workflowId !== undefined && workflowId !== null) {
    if (partner !== undefined && "agentId" in partner) throw anotherPartner();
    return { workflowId, isPublished };
  }
  if (conversation !== undefined)
    throw new AppError("CONFLICT", "Whom this conversation was with is gone: it can be read, and not gone on with.");
  if (partner !== undefined) return partner;
  throw new AppError("REQUEST_INVALID", "Say which agent or workflow the message is for.", { field: "agentId" });
}

function anotherPartner(): AppError {
  return new AppError("CONFLICT", "This conversation is with somebody else. Begin a new one.", {
    field: "conversationId",
  });
}

interface Exchange {
  readonly workspaceId: string;
  readonly target: ChatTarget;
  readonly conversation: StoredConversation | undefined;
  readonly ids: { readonly conversation: string; readonly user: string; readonly answer: string };
  readonly runId: string;
  readonly again: boolean;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly parentId: string | null;
}

/** Runs in the transaction that creates the run. */
function writeExchange(exchange: Exchange): Effect {
  const { workspaceId, target, conversation, ids, runId, text, attachments, parentId } = exchange;
  const user: NewMessage = {
    id: ids.user,
    parentId,
    role: "user",
    content: text,
    details: attachments.length === 0 ? {} : { attachments: [...attachments] },
  };
  const answer: NewMessage = {
    id: ids.answer,
    parentId: ids.user,
    role: "assistant",
    content: "",
    details: { stream: { nodeId: target.answer.nodeId, port: target.answer.port } },
    status: "running",
    runId,
  };
  const title = titleOf(text, attachments);
  return async (session) => {
    if (conversation === undefined)
      await session.execute(
        `insert into conversations (id, workspace_id, agent_id, workflow_id, node_id, title, terms, messages)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
        [
          ids.conversation,
          workspaceId,
          target.agentId,
          target.workflowId,
          target.workflowId === null ? null : target.entry,
          sealJson(title),
          messageTerms(title),
          sealJsonb([]),
        ],
      );
    else if (!(await lockConversation(session, ids.conversation))) throw noConversation(ids.conversation);
    await appendMessages(session, { id: ids.conversation, workspaceId }, exchange.again ? [answer] : [user, answer]);
  };
}

function titleOf(text: string, attachments: readonly Attachment[]): string {
  return cutText(firstLine(text) || attachments[0]?.name || "New conversation", 80);
}
