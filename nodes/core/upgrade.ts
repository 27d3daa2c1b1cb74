import { AppError } from "./app-error";
import { isJsonObject } from "./json";
import type { NodeDefinition, NodeDefinitions } from "./node-definition";
import { type Workflow, type WorkflowNode, workflowVersion } from "./workflow";

/** A document of an older version, as JSON that is not yet checked. */
export type OldDocument = Record<string, unknown>;

/** `documentUpgrades[n]` makes a document of version n into one of version n + 1. Numbered, tested, never changed. */
export const documentUpgrades: Readonly<Record<number, (document: OldDocument) => OldDocument>> = {};

/** Brings a document to the current version, step by step; a version that we do not know is left for the schema to refuse. */
export function upgradeDocument(
  document: OldDocument,
  steps = documentUpgrades,
  current: number = workflowVersion,
): OldDocument {
  let upgraded = document;
  for (let version = Number(document.version); version < current; version++) {
    const step = steps[version];
    if (step === undefined) return upgraded;
    upgraded = { ...step(upgraded), version: version + 1 };
  }
  return upgraded;
}

/** Brings each node's config to the version of its definition. A newer or unknown one is left as it is. */
export function upgradeNodes(nodes: readonly WorkflowNode[], definitions: NodeDefinitions): WorkflowNode[] {
  return nodes.map((node) => {
    const definition = definitions.get(node.type);
    return definition === undefined ? node : upgradeNode(node, definition);
  });
}

export function upgradeNode(node: WorkflowNode, definition: NodeDefinition): WorkflowNode {
  const from = node.configVersion ?? 1;
  if (from >= definition.version) return node;
  let config: Record<string, unknown> = node.config;
  for (let version = from; version < definition.version; version++) {
    const step = definition.upgrades?.[version];
    if (step === undefined)
      throw new AppError("INTERNAL", `${definition.type}: no upgrade step from version ${version}`);
    const next = step(config);
    if (!isJsonObject(next))
      throw new AppError("INTERNAL", `${definition.type}: the step from version ${version} gave no config`);
    config = next;
  }
  return { ...node, config, configVersion: definition.version };
}

/**
 * A document that this product stored, as text, brought to today's versions. What was stored was valid when it was, so
 * only upgrades are left to do; what comes from elsewhere goes through `readWorkflow`.
 */
export function openDocument(text: string, definitions: NodeDefinitions): Workflow {
  const document = upgradeDocument(JSON.parse(text)) as Workflow;
  return { ...document, nodes: upgradeNodes(document.nodes, definitions) };
}
