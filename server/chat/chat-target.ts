import { AppError } from "@/nodes/core/app-error";
import { type ChatAnswer, chatAnswer } from "@/nodes/core/chat-answer";
import { savedAgentSchema } from "@/nodes/core/saved-agent";
import type { Workflow } from "@/nodes/core/workflow";
import { loadAgentRunnable } from "@/server/agents/load-agent-runnable";
import { type ChatAgentRow, readChatAgent } from "@/server/chat/read-chat-agent";
import type { Database } from "@/server/db/open-database";
import { loadPublished } from "@/server/executor/load-published";
import { loadRunnable, type Runnable, refuseIssues } from "@/server/executor/load-runnable";
import type { RunGrants } from "@/server/executor/services";

/** Whom a conversation is with. */
export type ChatPartner =
  | { readonly agentId: string }
  /** `isPublished`: the published version, as on a shared page; otherwise the current revision, as in the studio. */
  | { readonly workflowId: string; readonly isPublished?: boolean };

/** A partner, ready to answer. */
export interface ChatTarget {
  readonly agentId: string | null;
  readonly workflowId: string | null;
  readonly name: string;
  readonly runnable: Runnable;
  readonly grants: RunGrants;
  /** The `chat` node, which fires. */
  readonly entry: string;
  readonly answer: ChatAnswer;
}

/** Throws `NOT_FOUND`, `CONFLICT` for an agent that is disabled, and `WORKFLOW_INVALID` for what cannot answer. */
export async function openChatTarget(
  database: Database,
  workspaceId: string,
  partner: ChatPartner,
): Promise<ChatTarget> {
  return "agentId" in partner
    ? openAgent(database, workspaceId, await readChatAgent(database, workspaceId, partner.agentId))
    : openWorkflow(database, workspaceId, partner);
}

async function openAgent(database: Database, workspaceId: string, agent: ChatAgentRow): Promise<ChatTarget> {
  if (agent.status === "disabled")
    throw new AppError("CONFLICT", `The agent ${agent.name} is disabled.`, {
      hint: "Set its status to active on its page.",
    });
  const { runnable, grants } = await loadAgentRunnable(database, workspaceId, savedAgentSchema.parse(agent));
  return { agentId: agent.id, workflowId: null, grants, ...partsOf(runnable, agent.name) };
}

async function openWorkflow(
  database: Database,
  workspaceId: string,
  { workflowId, isPublished }: { readonly workflowId: string; readonly isPublished?: boolean },
): Promise<ChatTarget> {
  const runnable =
    isPublished === true
      ? await loadPublished(database, workspaceId, workflowId)
      : await loadRunnable(database, workspaceId, workflowId);
  if (runnable === undefined)
    throw new AppError("NOT_FOUND", `The workflow ${workflowId} is not published.`, { hint: "Publish it first." });
  const { id, name, grants } = runnable;
  return { agentId: null, workflowId: id, grants, ...partsOf(runnable, name) };
}

function partsOf(runnable: Runnable, name: string): Pick<ChatTarget, "name" | "runnable" | "entry" | "answer"> {
  const entry = chatNodeOf(runnable.workflow)?.id;
  if (entry === undefined)
    throw new AppError("WORKFLOW_INVALID", `${name} has no chat trigger, so nobody can talk to it.`, {
      hint: "Add a Chat node and connect its message.",
    });
  refuseIssues(runnable.issues, name);
  const answer = chatAnswer(runnable.graph());
  if (answer === undefined)
    throw new AppError("WORKFLOW_INVALID", `${name} does not say which of its outputs is the answer.`, {
      hint: 'Name one of its Output nodes "answer".',
    });
  return { name, runnable, entry, answer };
}

/** The trigger that a message fires. */
export function chatNodeOf(workflow: Workflow) {
  return workflow.nodes.find((node) => node.type === "chat" && node.disabled !== true);
}
