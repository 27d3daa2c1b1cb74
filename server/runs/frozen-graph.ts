import { compileGraph, type Graph } from "@/nodes/core/graph";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { DatabaseSession } from "@/server/db/open-database";
import { singleton } from "@/server/singleton";

/** The document that a run was frozen with, and its data nodes. */
export interface FrozenGraph {
  readonly document: Workflow;
  readonly dataNodes: readonly string[];
  /** Undefined where a version that had other node types froze it. */
  readonly graph: Graph | undefined;
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
  const graph = compiled(document);
  // Its events still say what ran.
  const dataNodes = (graph?.dataNodes ?? document.nodes).map(({ id }) => id);
  const frozen: FrozenGraph = { document, dataNodes, graph };
  if (graphs.size >= mostKept) graphs.delete(graphs.keys().next().value as string);
  graphs.set(hash, frozen);
  return frozen;
}

function compiled(document: Workflow): Graph | undefined {
  try {
    return compileGraph(document, definitions);
  } catch {
    return undefined;
  }
}
