import type { ResolvedNode } from "@/nodes/core/resolve-node";
import type { Workflow } from "@/nodes/core/workflow";

/** What an agent node says of itself, and the model that it is lent, as an agent of its own. */
export function agentOfNode({ node, config = {} }: ResolvedNode, { nodes, connections }: Workflow) {
  const lender = connections.find(({ target, targetHandle }) => target === node.id && targetHandle === "model")?.source;
  const { model = "default", ...sampling } = nodes.find(({ id }) => id === lender)?.config ?? {};
  const { instructions, outputSchema, maxSteps, approval, description } = config;
  return {
    name: node.name || "Agent",
    description,
    model,
    settings: { instructions, maxSteps, approval, sampling, ...(outputSchema === undefined ? {} : { outputSchema }) },
  };
}
