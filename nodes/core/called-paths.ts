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
  if (callers.size === 0 || path === "") return false;
  return path.split("/").some((part) => part.endsWith("]") && callers.has(part.slice(0, part.lastIndexOf("["))));
}

/**
 * The document that the nodes at a path are of: the run's own, or that of a workflow which it calls. `document` is frozen, so
 * that it holds those. Undefined where it does not.
 */
export function documentAt(document: Workflow, path: string, definitions: NodeDefinitions): Workflow | undefined {
  let own: WithNodes | undefined = document;
  for (const part of path === "" ? [] : path.split("/")) {
    if (!part.endsWith("]")) continue;
    const id = part.slice(0, part.lastIndexOf("["));
    const node: Workflow["nodes"][number] | undefined = own?.nodes.find((one) => one.id === id);
    const key = definitions.get(node?.type ?? "")?.subWorkflow;
    if (key !== undefined) own = document.workflows?.[String(node?.config[key])] as WithNodes | undefined;
  }
  return own as Workflow | undefined;
}
