import type { Workflow } from "./workflow";

/** A document as it runs when nobody builds it any more: pinned outputs stand in for no node. */
export function withoutPins(workflow: Workflow): Workflow {
  if (workflow.nodes.every(({ pinned }) => pinned === undefined)) return workflow;
  return { ...workflow, nodes: workflow.nodes.map(({ pinned: _, ...node }) => node) };
}
