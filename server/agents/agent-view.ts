import { z } from "zod";
import { savedAgentSchema } from "@/nodes/core/saved-agent";
import { type AgentRow, agentColumns } from "@/server/executor/saved-agents";

/** An agent as the interfaces show it. */
export const agentViewSchema = savedAgentSchema
  .extend({ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: "Agent" });
export type AgentView = z.infer<typeof agentViewSchema>;

export interface AgentViewRow extends AgentRow {
  readonly created_at: Date;
}

export const agentViewColumns = `${agentColumns}, created_at`;

export function toAgentView({ created_at, updated_at, ...row }: AgentViewRow): AgentView {
  const dates = { createdAt: created_at.toISOString(), updatedAt: updated_at.toISOString() };
  return { ...savedAgentSchema.parse(row), ...dates };
}
