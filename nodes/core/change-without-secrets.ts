import type { NodeDefinitions } from "./node-definition";
import { isTyped, nodeWithoutSecrets, referenceFor, secretFieldsOf, withoutSecrets } from "./without-secrets";
import type { WorkflowChange } from "./workflow-change";

/** An edit as those hear of it who may not see the secrets of the workflow. */
export function changeWithoutSecrets(change: WorkflowChange, definitions: NodeDefinitions): WorkflowChange {
  switch (change.type) {
    case "node.add":
      return { ...change, node: nodeWithoutSecrets(change.node, definitions) };
    case "node.config":
      return { ...change, set: configWithoutSecrets(change.id, change.set, definitions) };
    case "workflow.replace":
      return { ...change, workflow: withoutSecrets(change.workflow, definitions) };
    default:
      return change;
  }
}

/** The edit does not say of which type its node is: what is a secret in any type is one here. */
function configWithoutSecrets(
  nodeId: string,
  set: Readonly<Record<string, unknown>>,
  definitions: NodeDefinitions,
): Record<string, unknown> {
  const secret = new Set([...definitions.keys()].flatMap((type) => secretFieldsOf(type, definitions)));
  return Object.fromEntries(
    Object.entries(set).map(([field, value]) => [
      field,
      secret.has(field) && isTyped(value) ? referenceFor(nodeId, field) : value,
    ]),
  );
}
