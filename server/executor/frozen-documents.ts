import { compileGraph, type Graph } from "@/nodes/core/graph";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { openDocument } from "@/nodes/core/upgrade";
import type { Workflow } from "@/nodes/core/workflow";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";

export interface FrozenDocument {
  readonly workflow: Workflow;
  readonly graph: Graph;
}

/** Documents that were opened lately. One never changes: its hash is its name. */
const mostKept = 200;
const kept = new WeakMap<NodeDefinitions, Map<string, FrozenDocument>>();

/** The document that a run was frozen with. Undefined where it is gone; throws where it cannot be read any more. */
export async function openFrozen(
  { database, definitions }: { readonly database: Database; readonly definitions: NodeDefinitions },
  hash: string,
): Promise<FrozenDocument | undefined> {
  const documents = kept.get(definitions) ?? new Map<string, FrozenDocument>();
  kept.set(definitions, documents);
  const known = documents.get(hash);
  if (known !== undefined) return known;
  const [frozen] = await outlast(
    () => database.execute<{ document: string }>("select document from run_graphs where hash = $1", [hash]),
    "document of a run",
  );
  if (frozen === undefined) return undefined;
  const workflow = openDocument(frozen.document, definitions);
  const opened = { workflow, graph: compileGraph(workflow, definitions) };
  if (documents.size >= mostKept) documents.delete(documents.keys().next().value as string);
  documents.set(hash, opened);
  return opened;
}
