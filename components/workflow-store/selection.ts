import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import type { Workflow } from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { withInside } from "./nesting";

/** What is selected on this tab's canvas; no part of the document. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly connections: ReadonlySet<string>;
}

export const noSelection: Selection = { nodes: new Set(), connections: new Set() };

export function selectionOf(nodes: Iterable<string>, connections: Iterable<string> = []): Selection {
  return { nodes: new Set(nodes), connections: new Set(connections) };
}

export function isEmptySelection(selection: Selection): boolean {
  return selection.nodes.size === 0 && selection.connections.size === 0;
}

/** Without what is no longer in the document; the same object when all of it still is. */
export function prunedSelection(selection: Selection, workflow: Pick<Workflow, "nodes" | "connections">): Selection {
  if (isEmptySelection(selection)) return selection;
  const nodes = kept(selection.nodes, workflow.nodes);
  const connections = kept(selection.connections, workflow.connections);
  return nodes === selection.nodes && connections === selection.connections ? selection : { nodes, connections };
}

function kept(ids: ReadonlySet<string>, items: readonly { readonly id: string }[]): ReadonlySet<string> {
  if (ids.size === 0) return ids;
  const there = new Set(items.flatMap(({ id }) => (ids.has(id) ? [id] : [])));
  return there.size === ids.size ? ids : there;
}

/** The changes that delete what is selected, and what stands in it: undo puts containers back before their nodes. */
export function removalOf(selection: Selection, { nodes }: Pick<Workflow, "nodes">): WorkflowChange[] {
  const parents = parentsOf(nodes);
  const depthOf = (id: string) => selfAndContainers(parents, id).length;
  const gone = [...withInside(nodes, selection.nodes)].sort((a, b) => depthOf(b) - depthOf(a));
  return [
    ...[...selection.connections].map((id): WorkflowChange => ({ type: "connection.remove", id })),
    ...gone.map((id): WorkflowChange => ({ type: "node.remove", id })),
  ];
}
