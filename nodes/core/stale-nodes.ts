import { agentChanges } from "./agent-changes";
import { calledChanges } from "./called-changes";
import { changedInputs, type InputSources, inputSources } from "./changed-inputs";
import { isInnerPort, type Parents, parentsOf, selfAndContainers } from "./container";
import type { NodeDefinitions } from "./node-definition";
import { ownChange } from "./own-change";
import { isResourceKind } from "./port";
import { isSameJson } from "./same-json";
import type { StaleReason } from "./stale-reason";
import { nodeOfPlace, type Place, placeIn, placeResult, staleWays, type Way } from "./stale-ways";
import { upgradeNodes } from "./upgrade";
import type { Connection, Workflow, WorkflowNode } from "./workflow";

/** What a node gave in the run, by port; undefined where it gave nothing. */
export type OutputOf = (nodeId: string) => Readonly<Record<string, unknown>> | undefined;

export type StaleNodes = ReadonlyMap<string, StaleReason>;

const none: StaleNodes = new Map();

/** The run's input in a template or an expression: `input.x`, `{{ input }}`, `$keys(input)`; not the word in a sentence. */
const inputInConfig = /\binput\s*[.[]|(?:\{\{-?|\{%-?[^%]*\s|[(,])\s*input\b|"(?:expression|condition)":"\s*input\b/;

/**
 * Compares a run's frozen document with later states of the workflow: which of its nodes would give something else now,
 * and why. Names, places, notes, policies and what stands on the canvas for people alone do not count. What did not change
 * between two calls is not compared again, so that it can follow typing in a graph of thousands.
 */
export function createStaleness(definitions: NodeDefinitions, then: Workflow) {
  const old = new Map(upgradeNodes(then.nodes, definitions).map((node) => [node.id, node]));
  const oldSources = inputSources(then.connections);
  const seen = new WeakMap<WorkflowNode, StaleReason | undefined>();
  const readers = new WeakMap<WorkflowNode["config"], boolean>();
  let sources: { readonly of: readonly Connection[]; readonly are: InputSources } | undefined;

  /** What changed about the node itself. */
  function changeOf(node: WorkflowNode): StaleReason | undefined {
    const before = old.get(node.id);
    if (before === undefined) return undefined;
    if (!seen.has(node)) seen.set(node, ownChange(before, node, definitions));
    return seen.get(node);
  }

  function readsInput({ config }: WorkflowNode): boolean {
    const known = readers.get(config) ?? inputInConfig.test(JSON.stringify(config));
    readers.set(config, known);
    return known;
  }

  return (now: Workflow, outputOf: OutputOf): StaleNodes => {
    if (sources?.of !== now.connections) sources = { of: now.connections, are: inputSources(now.connections) };
    const { are } = sources;
    const tools = toolsOf(now, definitions);
    const hasOtherCall = calledChanges({ then, now }, definitions, (before, after) =>
      hasNews(before, after, definitions),
    );
    const hasOtherAgent = agentChanges({ then, now });
    const changed: Changed[] = [];
    const settled = new Set<string>();
    for (const node of now.nodes) {
      const before = old.get(node.id);
      const definition = definitions.get(node.type);
      if (before === undefined || definition?.decoration === true) continue;
      const pin = pinChange(before, node, definitions, outputOf);
      if (pin === "same" || (before.disabled === true && node.disabled === true)) {
        settled.add(node.id);
        continue;
      }
      const isContainer = definition?.container === true;
      const at = isContainer ? placeIn(node.id) : node.id;
      const inputs = changedInputs(oldSources, are, node.id);
      const reason =
        pin ??
        changeOf(node) ??
        (hasOtherCall(node) ? ({ type: "called" } as const) : undefined) ??
        (hasOtherAgent(node) ? ({ type: "agent" } as const) : undefined) ??
        (tools.has(node.id) && before.name !== node.name ? ({ type: "renamed" } as const) : undefined) ??
        inputs.find(({ port }) => !isInnerPort(port));
      const result = inputs.find(({ port }) => isInnerPort(port));
      if (reason !== undefined) changed.push({ nodeId: node.id, at, reason });
      else if (result !== undefined) changed.push({ nodeId: node.id, at: placeResult(node.id), reason: result });
    }
    if (changed.length === 0) return none;
    return spread(changed, settled, { now, definitions, ways: staleWays(now, definitions, readsInput) });
  };
}

/** Whether a workflow that is called would give something else, as far as its nodes and connections tell. */
function hasNews(then: Workflow, now: Workflow, definitions: NodeDefinitions): boolean {
  const ids = ({ nodes }: Workflow) =>
    nodes.filter(({ type }) => definitions.get(type)?.decoration !== true).map(({ id }) => id);
  if (!isSameJson(ids(then).sort(), ids(now).sort())) return true;
  return createStaleness(definitions, then)(now, () => undefined).size > 0;
}

interface Changed {
  readonly nodeId: string;
  readonly at: Place;
  readonly reason: StaleReason;
}

interface Surroundings {
  readonly now: Workflow;
  readonly definitions: NodeDefinitions;
  readonly ways: ReadonlyMap<Place, readonly Way[]>;
}

/** Level by level, so that each node is told of the nearest one that changed. */
function spread(changed: readonly Changed[], settled: ReadonlySet<string>, { now, definitions, ways }: Surroundings) {
  const reasons = new Map(changed.map(({ nodeId, reason }) => [nodeId, reason]));
  const causes = new Map<Place, string>(changed.map(({ nodeId, at }) => [at, nodeId]));
  const parents = parentsOf(now.nodes);
  const lends = lendingOf(now, definitions);
  // A map that grows while it is walked.
  for (const [place, cause] of causes) {
    for (const way of ways.get(place) ?? []) {
      const nodeId = nodeOfPlace(way.to);
      if (causes.has(way.to) || settled.has(nodeId)) continue;
      causes.set(way.to, cause);
      if (!reasons.has(nodeId))
        reasons.set(nodeId, { type: "node", nodeId: cause, via: viaOf(way, cause, nodeId, parents, lends) });
    }
  }
  return reasons;
}

function viaOf(
  { connection, isFeedback }: Way,
  cause: string,
  nodeId: string,
  parents: Parents,
  lends: (connection: Connection) => boolean,
): Extract<StaleReason, { type: "node" }>["via"] {
  if (selfAndContainers(parents, cause).includes(nodeId)) return "inside";
  if (isFeedback === true) return "beside";
  if (selfAndContainers(parents, nodeId).includes(cause)) return "around";
  return connection?.source === cause && lends(connection) ? "lent" : "before";
}

/** Whether a connection lends something instead of carrying a value. */
function lendingOf(now: Workflow, definitions: NodeDefinitions) {
  const byId = new Map(now.nodes.map((node) => [node.id, node]));
  return ({ source, sourceHandle }: Connection): boolean => {
    const outputs = outputsOf(byId.get(source), definitions);
    return outputs?.some(({ name, kind }) => name === sourceHandle && isResourceKind(kind)) === true;
  };
}

function outputsOf(node: WorkflowNode | undefined, definitions: NodeDefinitions) {
  const definition = node && definitions.get(node.type);
  const parsed = definition?.config.safeParse(node?.config);
  if (definition === undefined || parsed?.success !== true) return undefined;
  try {
    return definition.ports(parsed.data).outputs;
  } catch {
    // A template that does not parse is an issue of its own.
    return undefined;
  }
}

/** The nodes that agents call by their name. */
function toolsOf({ nodes, connections }: Workflow, definitions: NodeDefinitions): ReadonlySet<string> {
  const able = new Set(nodes.filter(({ type }) => definitions.get(type)?.tool !== undefined).map(({ id }) => id));
  const lent = connections.filter(({ source, sourceHandle }) => sourceHandle === "tool" && able.has(source));
  return new Set(lent.map(({ source }) => source));
}

/** `same`: the pinned output is what the node gave, so that nothing else about it matters. */
function pinChange(
  before: WorkflowNode,
  node: WorkflowNode,
  definitions: NodeDefinitions,
  outputOf: OutputOf,
): "same" | StaleReason | undefined {
  if (node.pinned === undefined) return before.pinned === undefined ? undefined : { type: "unpinned" };
  const ports = outputsOf(node, definitions)?.map(({ name }) => name) ?? Object.keys(node.pinned);
  const pinned = Object.fromEntries(Object.entries(node.pinned).filter(([port]) => ports.includes(port)));
  const gave = outputOf(node.id) ?? before.pinned;
  return isSameJson(pinned, gave) ? "same" : { type: "pinned" };
}
