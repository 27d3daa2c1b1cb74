/** `draft`: in the making. `disabled`: it refuses runs. */
export const agentStatuses = ["draft", "active", "disabled"] as const;
export type AgentStatus = (typeof agentStatuses)[number];
