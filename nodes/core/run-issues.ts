import { agentIssues } from "./agent-issues";
import { errorIssue, type Issue, warningIssue } from "./issue";
import { missingModel } from "./missing-model";
import type { NodeDefinitions } from "./node-definition";
import { isResourceKind } from "./port";
import type { ResolvedNode } from "./resolve-node";
import type { RunSurroundings } from "./run-surroundings";
import { secretsIn } from "./template-ports";
import { resolveNodes } from "./validate-workflow";
import type { Workflow } from "./workflow";

/**
 * What keeps a stored document from running: required ports that are empty, types, configs and policies that are not
 * understood, models that are missing. Shown on the canvas; errors block a run. Disabled nodes do not run and block nothing.
 */
export function runIssues(
  workflow: Workflow,
  definitions: NodeDefinitions,
  around: RunSurroundings = {},
  resolved = resolveNodes(workflow, definitions),
): Issue[] {
  const nodes = workflow.nodes.map((node, i) => ({
    node,
    at: `nodes[${i}]`,
    resolved: resolved.get(node.id) as ResolvedNode,
  }));
  const living = nodes.filter(({ node }) => node.disabled !== true);
  const connected = connectedPorts(workflow, resolved);
  const read = new Set(workflow.connections.map(({ source, sourceHandle }) => JSON.stringify([source, sourceHandle])));
  return [
    ...living.flatMap(({ at, resolved: one }) => [
      ...problemIssues(at, one),
      ...policyIssues(at, one),
      ...portIssues(connected.get(one.node.id) ?? nothing, at, one),
      ...emptyIssues(connected.get(one.node.id) ?? nothing, read, at, one),
      ...surroundingIssues(at, one, around),
    ]),
    ...inputIssues(living),
    ...outputIssues(living),
    ...insideIssues(living),
    ...agentIssues(workflow, definitions, around),
  ];
}

function problemIssues(at: string, one: ResolvedNode): Issue[] {
  return one.problems.map((problem) => {
    const path =
      problem.of === "type" ? `${at}.type` : problem.field === "" ? `${at}.config` : `${at}.config.${problem.field}`;
    const make = problem.severity === "warning" ? warningIssue : errorIssue;
    return make(path, problem.issueCode, problem.message, one.node.id);
  });
}

/** After an error `continue` gives null on every output: a node that chooses a way would choose all of them. */
function policyIssues(at: string, { node, definition }: ResolvedNode): Issue[] {
  if (node.policy?.onError !== "continue" || definition?.canContinue !== false) return [];
  const message = `A node of type ${definition.type} cannot continue with null after an error. Set onError to stop, or to branch and connect its error port.`;
  return [errorIssue(`${at}.policy.onError`, "NODE_CONFIG_INVALID", message, node.id)];
}

const nothing: ReadonlySet<string> = new Set();

/** Names of the inputs that something is connected to, by node. */
function connectedPorts(
  workflow: Workflow,
  resolved: ReadonlyMap<string, ResolvedNode>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const connected = new Map<string, Set<string>>();
  for (const { source, sourceHandle, target, targetHandle } of workflow.connections) {
    if (!lends(resolved, source, sourceHandle)) continue;
    const ports = connected.get(target) ?? new Set();
    connected.set(target, ports.add(targetHandle));
  }
  return connected;
}

function portIssues(connected: ReadonlySet<string>, at: string, one: ResolvedNode): Issue[] {
  return one.ports.inputs
    .filter((port) => port.required === true && !connected.has(port.name))
    .map((port) =>
      errorIssue(at, "NODE_INPUT_INVALID", emptyPortMessage(port.name, isResourceKind(port.kind)), one.node.id),
    );
}

/** A loop may be there for what its items do alone; then nobody reads what it gives. */
function emptyIssues(
  connected: ReadonlySet<string>,
  read: ReadonlySet<string>,
  at: string,
  { node, ports }: ResolvedNode,
): Issue[] {
  return ports.inputs.flatMap(({ name, feeds }) => {
    if (feeds === undefined || connected.has(name) || !read.has(JSON.stringify([node.id, feeds]))) return [];
    const message = `Nothing leads to ${name}, so ${feeds} stays an empty list. Connect what each item gives to ${name}.`;
    return [warningIssue(at, "NODE_INPUT_INVALID", message, node.id)];
  });
}

/** A disabled resource counts as not connected; a disabled data node is skipped at run time instead. */
function lends(resolved: ReadonlyMap<string, ResolvedNode>, source: string, handle: string): boolean {
  const node = resolved.get(source);
  const kind = node?.ports.outputs.find((port) => port.name === handle)?.kind ?? "any";
  return !(node?.node.disabled === true && isResourceKind(kind));
}

function emptyPortMessage(name: string, resource: boolean): string {
  return resource
    ? `Connect a ${name} to the port ${name}.`
    : `Connect something to the input ${name}: it is required.`;
}

function surroundingIssues(at: string, one: ResolvedNode, around: RunSurroundings): Issue[] {
  const { definition, config, node } = one;
  if (definition === undefined || config === undefined) return [];
  const models = (definition.models?.(config) ?? []).filter((id) => around.hasModel?.(id) === false);
  const secrets = (definition.secrets?.(config) ?? []).filter((name) => around.hasSecret?.(name) === false);
  const collections = (definition.collections?.(config) ?? []).filter((id) => around.hasCollection?.(id) === false);
  return [
    ...collections.map((id) => errorIssue(`${at}.config.collection`, "NOT_FOUND", missingCollection(id), node.id)),
    ...models.map((id) => errorIssue(`${at}.config.model`, "MODEL_NOT_FOUND", missingModel(id), node.id)),
    ...secrets.map((name) => secretIssue(at, one, name)),
  ];
}

function missingCollection(id: string): string {
  return `There is no collection "${id}" on this machine. Make it on the memory page, or choose another one.`;
}

/** A field for secrets takes what people type, too; elsewhere only a reference may stand. */
function secretIssue(at: string, { definition, node }: ResolvedNode, name: string): Issue {
  const field = definition?.fields.find(
    (one) =>
      one.input === "text" &&
      one.isSecret === true &&
      secretsIn([{ field: one.name, text: String(node.config[one.name] ?? "") }]).includes(name),
  );
  const way = field === undefined ? "Add it in the settings." : "Type it here.";
  const message = `The secret ${name} is not set on this machine. ${way}`;
  return errorIssue(
    field === undefined ? `${at}.config` : `${at}.config.${field.name}`,
    "SECRET_MISSING",
    message,
    node.id,
  );
}

interface Placed {
  readonly node: ResolvedNode["node"];
  readonly at: string;
  readonly resolved: ResolvedNode;
}

function inputIssues(nodes: readonly Placed[]): Issue[] {
  const inputs = nodes.filter(({ resolved }) => resolved.definition?.entry === "input");
  return inputs
    .slice(1)
    .map(({ at, node }) =>
      errorIssue(
        at,
        "WORKFLOW_INVALID",
        "A workflow has one input node at most. Remove this one and add its fields to the other.",
        node.id,
      ),
    );
}

/** Runs begin and end outside of containers: what is inside one is carried out for each of its items. */
function insideIssues(nodes: readonly Placed[]): Issue[] {
  return nodes.flatMap(({ at, node, resolved: { definition } }) => {
    const isEnd = definition?.entry !== undefined || definition?.type === "output";
    if (node.parentId === undefined || !isEnd) return [];
    const way =
      definition.type === "output"
        ? "Connect the value to inner.result, and put the output behind the container."
        : "Move it out of the container.";
    const message = `A node of type ${definition.type} stands outside of containers. ${way}`;
    return [errorIssue(`${at}.parentId`, "WORKFLOW_INVALID", message, node.id)];
  });
}

function outputIssues(nodes: readonly Placed[]): Issue[] {
  const seen = new Set<unknown>();
  return nodes.flatMap(({ at, node, resolved }) => {
    if (resolved.definition?.type !== "output" || resolved.config === undefined) return [];
    const name = resolved.config.name;
    if (seen.has(name))
      return [
        errorIssue(
          `${at}.config.name`,
          "NODE_CONFIG_INVALID",
          `Two outputs are named ${String(name)}. Give this one another name.`,
          node.id,
        ),
      ];
    seen.add(name);
    return [];
  });
}
