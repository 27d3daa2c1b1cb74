import type { NodeDefinitions } from "./node-definition";
import { readWorkflow } from "./read-workflow";
import { secretsIn } from "./template-ports";
import type { Workflow, WorkflowNode } from "./workflow";

/**
 * A document as it may leave this machine: what was typed into a field for secrets becomes a reference to a secret of a name
 * of its own, which whoever imports it sets. References stay as they are.
 */
export function withoutSecrets(workflow: Workflow, definitions: NodeDefinitions): Workflow {
  const { workflows } = workflow;
  return {
    ...workflow,
    nodes: workflow.nodes.map((node) => nodeWithoutSecrets(node, definitions)),
    ...(workflows === undefined ? {} : { workflows: calledWithout(workflows, definitions) }),
  };
}

/** The fields of a node's config that hold secrets, by name. */
export function secretFieldsOf(type: string, definitions: NodeDefinitions): readonly string[] {
  const fields = definitions.get(type)?.fields ?? [];
  return fields.filter((field) => field.input === "text" && field.isSecret === true).map(({ name }) => name);
}

function calledWithout(workflows: NonNullable<Workflow["workflows"]>, definitions: NodeDefinitions) {
  return Object.fromEntries(
    Object.entries(workflows).map(([id, raw]) => {
      const { workflow } = readWorkflow(raw, definitions);
      return [id, workflow === undefined ? raw : withoutSecrets(workflow, definitions)];
    }),
  );
}

export function nodeWithoutSecrets(node: WorkflowNode, definitions: NodeDefinitions): WorkflowNode {
  const typed = secretFieldsOf(node.type, definitions).filter((field) => isTyped(node.config[field]));
  if (typed.length === 0) return node;
  const references = typed.map((field) => [field, referenceFor(node.id, field)]);
  return { ...node, config: { ...node.config, ...Object.fromEntries(references) } };
}

/** Whether this is a secret itself, and no reference to one. */
export function isTyped(value: unknown): value is string {
  return typeof value === "string" && value !== "" && secretsIn([{ field: "", text: value }]).length === 0;
}

/** Such as `{{ secrets.HOOK_SECRET }}` for the field `secret` of the node `hook`. */
export function referenceFor(nodeId: string, field: string): string {
  const name = `${nodeId}_${field}`.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase();
  return `{{ secrets.${name} }}`;
}
