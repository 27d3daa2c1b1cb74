import { compileGraph, type Graph, type GraphNode } from "@/nodes/core/graph";
import { downstreamOf } from "@/nodes/core/graph-ways";
import { pathWords, stepsTo } from "@/nodes/core/item-path";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import { isResourceKind, type Port } from "@/nodes/core/port";
import type { RunState } from "@/nodes/core/run-state";
import type { Workflow } from "@/nodes/core/workflow";

/** A node that a fork of a run could begin at. */
export interface ForkPoint {
  readonly nodeId: string;
  /** The item that it stands in; empty outside of containers. */
  readonly path: string;
  readonly title: string;
  /** Its data outputs. */
  readonly ports: readonly Port[];
  /** What it gave in the run; absent where it gave nothing, or nothing was stored. */
  readonly output?: Readonly<Record<string, unknown>>;
  /** Why a run cannot begin here. */
  readonly refusal?: string;
  /** It and what depends on it, then the same of each container around it, in the order of the document. */
  readonly downstream: readonly { readonly nodeId: string; readonly title: string }[];
}

/**
 * The nodes of a run's outermost level, and the one that is looked at inside of a container (`shown`: what it did there);
 * none for a document of which this version does not know the node types.
 */
export function forkPoints(
  document: Workflow,
  definitions: NodeDefinitions,
  run: RunState,
  shown?: NodeRun,
): ForkPoint[] {
  const graph = compiled(document, definitions);
  if (graph === undefined) return [];
  const outer = graph.dataNodes.map((node) => pointOf([{ graph, nodeId: node.id }], node, run.nodeRuns.get(node.id)));
  const inner = shown === undefined ? undefined : innerPoint(graph, shown);
  return inner === undefined ? outer : [...outer, inner];
}

/** A level that a node stands in: the node itself there, or the container around it. */
interface Level {
  readonly graph: Graph;
  readonly nodeId: string;
}

/** @param levels the innermost first */
function pointOf(levels: readonly Level[], node: GraphNode, nodeRun: NodeRun | undefined): ForkPoint {
  const refusal = refusalOf(nodeRun?.status);
  const path = nodeRun?.path ?? "";
  return {
    nodeId: node.id,
    path,
    title: path === "" ? node.title : `${node.title}, ${pathWords(path)}`,
    ports: dataPorts(node),
    ...(nodeRun?.output === undefined ? {} : { output: nodeRun.output }),
    ...(refusal === undefined ? {} : { refusal }),
    downstream: levels.flatMap(({ graph, nodeId }) => {
      const below = downstreamOf(graph, nodeId);
      return graph.dataNodes.filter(({ id }) => below.has(id)).map(({ id, title }) => ({ nodeId: id, title }));
    }),
  };
}

/** Undefined outside of containers, and for what an agent calls: that is no place to begin at. */
function innerPoint(graph: Graph, shown: NodeRun): ForkPoint | undefined {
  const steps = stepsTo(shown.path) ?? [];
  if (steps.length === 0) return undefined;
  const levels: Level[] = [];
  let level = graph;
  for (const { containerId } of steps) {
    const inner = level.nodes.get(containerId)?.inner;
    if (inner === undefined) return undefined;
    levels.unshift({ graph: level, nodeId: containerId });
    level = inner;
  }
  const node = level.nodes.get(shown.nodeId);
  return node?.role === "data" ? pointOf([{ graph: level, nodeId: node.id }, ...levels], node, shown) : undefined;
}

function compiled(document: Workflow, definitions: NodeDefinitions): Graph | undefined {
  try {
    return compileGraph(document, definitions);
  } catch {
    return undefined;
  }
}

function dataPorts({ definition, config, dataOutputs }: GraphNode): Port[] {
  const { outputs } = definition.ports(config);
  return outputs.filter(({ name, kind }) => !isResourceKind(kind) && dataOutputs.includes(name));
}

function refusalOf(status: string | undefined): string | undefined {
  switch (status) {
    case "completed":
    case "failed":
    case "canceled":
      return undefined;
    case "skipped":
      return "It was skipped in this run.";
    case "running":
    case "waiting":
      return "It has not ended yet.";
    default:
      return "This run did not come to it.";
  }
}

export interface ChosenPoint {
  /** The point's `keyOf`. */
  readonly key: string | undefined;
  /** Why it is not the node that was asked for. */
  readonly note?: string;
}

export function keyOf({ nodeId, path }: Pick<ForkPoint, "nodeId" | "path">): string {
  return nodeRunKey(nodeId, path);
}

/** Where a fork begins that somebody asks for at a node, wherever that stands. */
export function pointFor(document: Workflow, points: readonly ForkPoint[], wanted: string | undefined): ChosenPoint {
  const able = points.filter(({ refusal }) => refusal === undefined);
  const last = able.findLast(({ ports }) => ports.length > 0) ?? able.at(-1);
  const lastKey = last && keyOf(last);
  if (wanted === undefined) return { key: lastKey };
  const title = titleOf(document, points, wanted);
  const point = points.find(({ nodeId }) => nodeId === wanted);
  if (point !== undefined)
    return point.refusal === undefined
      ? { key: keyOf(point) }
      : { key: lastKey, note: `No run can begin at ${title}: ${lowered(point.refusal)}` };
  const outer = outermost(document, wanted);
  if (outer !== wanted && able.some(({ nodeId }) => nodeId === outer))
    return {
      key: outer,
      note: `${title} stands in ${titleOf(document, points, outer)}, of which this run shows no item with it, so the whole of it runs again.`,
    };
  return {
    key: lastKey,
    note: `No run can begin at ${title}: it does not run on its own, other nodes use it.`,
  };
}

function titleOf(document: Workflow, points: readonly ForkPoint[], nodeId: string): string {
  const point = points.find((one) => one.nodeId === nodeId);
  return point?.title ?? (document.nodes.find(({ id }) => id === nodeId)?.name || nodeId);
}

function outermost(document: Workflow, nodeId: string): string {
  const parents = new Map(document.nodes.map(({ id, parentId }) => [id, parentId]));
  let at = nodeId;
  for (let above = parents.get(at); above !== undefined; above = parents.get(at)) at = above;
  return at;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
