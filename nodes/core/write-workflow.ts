import { agentsIn } from "./agents-in-document";
import { compareNatural } from "./connection";
import { expandAgents } from "./expand-agents";
import type { GraphSource } from "./graph";
import type { NodeDefinitions } from "./node-definition";
import { readWorkflow } from "./read-workflow";
import { resolveNodes } from "./validate-workflow";
import { type Requires, type Workflow, type WorkflowNode, workflowFormat, workflowVersion } from "./workflow";

/**
 * The document as export writes it: keys in the contract's order, nodes and connections by id as people count, two
 * spaces. Equal workflows give equal text, and a small change gives a small diff.
 */
export function formatWorkflow(workflow: Workflow, definitions: NodeDefinitions): string {
  return `${JSON.stringify(orderWorkflow(workflow, definitions), null, 2)}\n`;
}

export function orderWorkflow(workflow: Workflow, definitions: NodeDefinitions): Workflow {
  return {
    format: workflowFormat,
    version: workflowVersion,
    name: workflow.name,
    description: workflow.description,
    nodes: [...workflow.nodes].sort((a, b) => compareNatural(a.id, b.id)).map(orderNode),
    connections: [...workflow.connections]
      .sort((a, b) => compareNatural(a.id, b.id))
      .map(({ id, source, sourceHandle, target, targetHandle, order }) => ({
        id,
        source,
        sourceHandle,
        target,
        targetHandle,
        ...(order === undefined ? {} : { order }),
      })),
    settings: {
      timeoutMs: workflow.settings.timeoutMs,
      maxParallel: workflow.settings.maxParallel,
      durability: workflow.settings.durability,
      ...(workflow.settings.maxRuns === undefined ? {} : { maxRuns: workflow.settings.maxRuns }),
      ...(workflow.settings.priority === undefined ? {} : { priority: workflow.settings.priority }),
    },
    requires: computeRequires(workflow, definitions),
    ...(workflow.workflows === undefined ? {} : { workflows: workflow.workflows }),
    ...(workflow.agents === undefined ? {} : { agents: workflow.agents }),
  };
}

const nodeKeys = [
  "id",
  "type",
  "name",
  "position",
  "config",
  "configVersion",
  "parentId",
  "disabled",
  "note",
  "policy",
  "pinned",
] as const;

function orderNode(node: WorkflowNode): WorkflowNode {
  return Object.fromEntries(
    nodeKeys.filter((key) => node[key] !== undefined).map((key) => [key, node[key]]),
  ) as WorkflowNode;
}

/**
 * What a document needs of the machine that runs it, from the graph itself and those of the workflows and saved agents that it brings along: a
 * file's own claim is not asked.
 */
export function computeRequires(workflow: GraphSource, definitions: NodeDefinitions): Requires {
  const called = Object.values(workflow.workflows ?? {}).flatMap(
    (one) => readWorkflow(one, definitions).workflow ?? [],
  );
  const agents = agentsIn(workflow);
  const all = [workflow, ...called].flatMap((one) => [
    ...resolveNodes(expandAgents(one, definitions, agents), definitions).values(),
  ]);
  const living = all.filter(({ node }) => node.disabled !== true);
  const each = <T>(
    read: (definition: NonNullable<(typeof living)[0]["definition"]>, config: Record<string, unknown>) => readonly T[],
  ) =>
    [
      ...new Set(
        living.flatMap(({ definition, config }) =>
          definition === undefined || config === undefined ? [] : read(definition, config),
        ),
      ),
    ].sort();
  const collections = each((definition, config) => definition.collections?.(config) ?? []);
  return {
    models: each((definition, config) => definition.models?.(config) ?? []),
    plugins: [],
    secrets: each((definition, config) => definition.secrets?.(config) ?? []),
    ...(collections.length === 0 ? {} : { collections }),
    capabilities: {
      hosts: each((definition, config) => definition.capabilities?.(config).hosts ?? []),
      files: each((definition, config) => definition.capabilities?.(config).files ?? []),
      code: each((definition, config) => [definition.capabilities?.(config).code === true]).includes(true),
      commands: each((definition, config) => definition.capabilities?.(config).commands ?? []),
    },
  };
}
