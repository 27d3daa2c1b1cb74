import { Badge } from "@/components/ui/badge";
import type { AgentStatus } from "@/nodes/core/agent-status";

const looks = {
  draft: { label: "Draft", tone: "neutral" },
  active: { label: "Active", tone: "ok" },
  disabled: { label: "Disabled", tone: "bad" },
} as const;

export function AgentStatusBadge({ status }: { status: AgentStatus }) {
  const { label, tone } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}
