import type { AgentDraft, SavedAgent } from "@/nodes/core/saved-agent";

/** An agent as the server shows it. */
export interface Agent extends SavedAgent {
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function agentPath(id: string): string {
  return `/agents/${id}`;
}

/** What of an agent can be edited. */
export function draftOf({ name, description, model, capabilities, status, settings }: Agent): AgentDraft {
  return { name, description, model, capabilities, status, settings };
}
