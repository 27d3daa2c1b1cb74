import { agentsIn } from "./agents-in-document";
import { expandAgents, hiddenMark } from "./expand-agents";
import type { NodeDefinitions } from "./node-definition";
import type { Workflow } from "./workflow";

type WithNodes = Pick<Workflow, "nodes">;

/** The nodes of a document that carry out another one: what runs in their items is not the document's own. */
export function callersIn({ nodes }: WithNodes, definitions: NodeDefinitions): ReadonlySet<string> {
  return new Set(nodes.filter(({ type }) => definitions.get(type)?.subWorkflow !== undefined).map(({ id }) => id));
}

/**
 * Whether a path leads into a called workflow, whose nodes may have the ids of the caller's. `callers`: `callersIn` of
 * the document that the run is of.
 */
export function isInCalled(path: string, callers: ReadonlySet<string>): boolean {
  if (path === "") return false;
  return path.split("/").some((part) => {
    if (!part.endsWith("]")) return false;
    const id = part.slice(0, part.lastIndexOf("["));
    // Of what a saved agent brings, a workflow alone has items.
    return callers.has(id) || id.includes(hiddenMark);
  });
}

/**
 * The document that the nodes at a path are of: the run's own, or that of a workflow which it calls. `document` is frozen, so
 * that it holds those. Undefined where it does not.
 */
export function documentAt(document: Workflow, path: string, definitions: NodeDefinitions): Workflow | undefined {
  const agents = agentsIn(document);
  let own: WithNodes | undefined = expandAgents(document, definitions, agents);
  for (const part of path === "" ? [] : path.split("/")) {
    if (!part.endsWith("]")) continue;
    const id = part.slice(0, part.lastIndexOf("["));
    const node: Workflow["nodes"][number] | undefined = own?.nodes.find((one) => one.id === id);
    const key: string | undefined = definitions.get(node?.type ?? "")?.subWorkflow;
    const called: Workflow | undefined =
      key === undefined ? undefined : (document.workflows?.[String(node?.config[key])] as Workflow | undefined);
    if (key !== undefined) own = called && expandAgents(called, definitions, agents);
  }
  return own as Workflow | undefined;
}
