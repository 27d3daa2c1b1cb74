import { compileGraph, type Graph, type GraphNode } from "@/nodes/core/graph";
import { downstreamOf } from "@/nodes/core/graph-ways";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { isResourceKind, type Port } from "@/nodes/core/port";
import type { RunState } from "@/nodes/core/run-state";
import type { Workflow } from "@/nodes/core/workflow";

/** A node that a fork of a run could begin at. */
export interface ForkPoint {
  readonly nodeId: string;
  readonly title: string;
  /** Its data outputs. */
  readonly ports: readonly Port[];
  /** What it gave in the run; absent where it gave nothing, or nothing was stored. */
  readonly output?: Readonly<Record<string, unknown>>;
  /** Why a run cannot begin here. */
  readonly refusal?: string;
  /** It and what depends on it, in the order of the document. */
  readonly downstream: readonly { readonly nodeId: string; readonly title: string }[];
}

/** The nodes of a run's outermost level; none for a document of which this version does not know the node types. */
export function forkPoints(document: Workflow, definitions: NodeDefinitions, run: RunState): ForkPoint[] {
  const graph = compiled(document, definitions);
  if (graph === undefined) return [];
  return graph.dataNodes.map((node) => {
    const nodeRun = run.nodeRuns.get(node.id);
    const below = downstreamOf(graph, node.id);
    const refusal = refusalOf(nodeRun?.status);
    return {
      nodeId: node.id,
      title: node.title,
      ports: dataPorts(node),
      ...(nodeRun?.output === undefined ? {} : { output: nodeRun.output }),
      ...(refusal === undefined ? {} : { refusal }),
      downstream: graph.dataNodes.filter(({ id }) => below.has(id)).map(({ id, title }) => ({ nodeId: id, title })),
    };
  });
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
  readonly nodeId: string | undefined;
  /** Why it is not the node that was asked for. */
  readonly note?: string;
}

/** Where a fork begins that somebody asks for at a node, wherever that stands. */
export function pointFor(document: Workflow, points: readonly ForkPoint[], wanted: string | undefined): ChosenPoint {
  const able = points.filter(({ refusal }) => refusal === undefined);
  const last = able.findLast(({ ports }) => ports.length > 0) ?? able.at(-1);
  if (wanted === undefined) return { nodeId: last?.nodeId };
  const title = titleOf(document, points, wanted);
  const point = points.find(({ nodeId }) => nodeId === wanted);
  if (point !== undefined)
    return point.refusal === undefined
      ? { nodeId: wanted }
      : { nodeId: last?.nodeId, note: `No run can begin at ${title}: ${lowered(point.refusal)}` };
  const outer = outermost(document, wanted);
  if (outer !== wanted && able.some(({ nodeId }) => nodeId === outer))
    return {
      nodeId: outer,
      note: `${title} stands in ${titleOf(document, points, outer)}. A run begins only at nodes outside of containers, so the whole of it runs again.`,
    };
  return {
    nodeId: last?.nodeId,
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
