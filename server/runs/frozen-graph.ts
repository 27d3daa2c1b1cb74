import { compileGraph } from "@/nodes/core/graph";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { DatabaseSession } from "@/server/db/open-database";
import { singleton } from "@/server/singleton";

/** The document that a run was frozen with, and its data nodes. */
export interface FrozenGraph {
  readonly document: Workflow;
  readonly dataNodes: readonly string[];
}

const mostKept = 100;
const kept = () => singleton("frozen-graphs", () => new Map<string, FrozenGraph>());

/** By its hash; undefined when it is gone with its runs. What a hash names never changes, so it is kept. */
export async function readFrozenGraph(session: DatabaseSession, hash: string): Promise<FrozenGraph | undefined> {
  const graphs = kept();
  const known = graphs.get(hash);
  if (known !== undefined) return known;
  const [row] = await session.execute<{ document: string }>("select document from run_graphs where hash = $1", [hash]);
  if (row === undefined) return undefined;
  const document = JSON.parse(row.document) as Workflow;
  const graph: FrozenGraph = { document, dataNodes: dataNodesOf(document) };
  if (graphs.size >= mostKept) graphs.delete(graphs.keys().next().value as string);
  graphs.set(hash, graph);
  return graph;
}

function dataNodesOf(document: Workflow): string[] {
  try {
    return compileGraph(document, definitions).dataNodes.map((node) => node.id);
  } catch {
    // Frozen by a version that had other node types: its events still say what ran.
    return document.nodes.map((node) => node.id);
  }
}
