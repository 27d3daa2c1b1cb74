import type { NodeDefinitions } from "./node-definition";
import { isTyped, referenceFor, secretFieldsOf } from "./without-secrets";
import type { Workflow, WorkflowNode } from "./workflow";

/**
 * A document that left without its secrets and comes back in the place of the one that is stored: where it has the
 * references that `withoutSecrets` put there, what was typed stays.
 */
export function keepSecrets(workflow: Workflow, stored: Workflow, definitions: NodeDefinitions): Workflow {
  const before = new Map(stored.nodes.map((node) => [node.id, node]));
  return { ...workflow, nodes: workflow.nodes.map((node) => nodeWithKept(node, before.get(node.id), definitions)) };
}

function nodeWithKept(
  node: WorkflowNode,
  before: WorkflowNode | undefined,
  definitions: NodeDefinitions,
): WorkflowNode {
  if (before === undefined || before.type !== node.type) return node;
  const kept = secretFieldsOf(node.type, definitions)
    .filter((field) => node.config[field] === referenceFor(node.id, field) && isTyped(before.config[field]))
    .map((field) => [field, before.config[field]]);
  return kept.length === 0 ? node : { ...node, config: { ...node.config, ...Object.fromEntries(kept) } };
}
