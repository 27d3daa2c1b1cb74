import type { GraphNode } from "@/nodes/core/graph";
import { isJsonObject, type JsonValue } from "@/nodes/core/json";
import type { ChatMessage, ConversationMemory } from "@/nodes/core/node-runner";
import type { Retention } from "@/server/conversations/retention";
import { keepInThread, readThread, type Thread } from "@/server/conversations/thread";
import type { Scope } from "@/server/executor/scope";
import type { Effect } from "@/server/runs/effect";

interface Lending {
  readonly scope: Scope;
  readonly lender: { readonly scope: Scope; readonly node: GraphNode };
  readonly node: GraphNode;
  readonly path: string;
  /** Who is talked with; empty where the memory node does not say. */
  readonly session: string;
}

/**
 * What was said before to this agent by this person. In a run that answers a chat it is the chat's own branch, which keeps
 * itself; a document that is not stored has none.
 */
export function conversationMemory(lending: Lending, kept: Effect[]): ConversationMemory {
  const { scope, lender, node } = lending;
  const { execution, facts } = scope;
  const { database } = execution.services;
  const thread = threadOf(lending);
  const read = async () => {
    if (execution.isChat) return messagesOf(facts.input.messages);
    return thread === undefined ? [] : readThread(database, thread);
  };
  const keep: ConversationMemory["keep"] = (said) => {
    if (execution.isChat || thread === undefined) return;
    const turns = said.flatMap(({ role, content }) =>
      role === "user" || role === "assistant" ? [{ role, content }] : [],
    );
    const title = thread.session === "" ? node.title : `${node.title}: ${thread.session}`;
    const retention = (lender.node.config.retention ?? {}) as Retention;
    kept.push(keepInThread(thread, { said: turns, runId: facts.id, title, retention }));
  };
  return { kind: "conversation", nodeId: lender.node.id, read, keep };
}

function threadOf({ scope, lender, node, path, session }: Lending): Thread | undefined {
  const { workflowId, log } = scope.execution;
  if (workflowId === null) return undefined;
  const place = placeOf(scope, path);
  return { workspaceId: log.workspaceId, workflowId, nodeId: lender.node.id, agentNodeId: node.id, place, session };
}

/**
 * An item of a for-each has its own history; the rounds of a while are one conversation, and so are the calls that an agent
 * makes of another one.
 */
function placeOf(scope: Scope, path: string): string {
  return path
    .split("/")
    .map((part) => {
      const container = /^(.+)\[\d+\]$/.exec(part)?.[1];
      if (container !== undefined && typeOf(scope, container) === "while") return container;
      return part.replace(/#\d+$/, "");
    })
    .join("/");
}

function typeOf(scope: Scope, nodeId: string): string | undefined {
  return scope.find(nodeId)?.node.definition.type;
}

function messagesOf(value: JsonValue | undefined): ChatMessage[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    if (!isJsonObject(item) || typeof item.content !== "string") return [];
    const { role, content } = item;
    return role === "system" || role === "user" || role === "assistant" ? [{ role, content }] : [];
  });
}
