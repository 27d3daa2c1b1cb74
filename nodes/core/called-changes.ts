import type { NodeDefinitions } from "./node-definition";
import { isSameJson } from "./same-json";
import type { Workflow, WorkflowNode } from "./workflow";

/** Whether something in the second document gives something else than in the first one. */
export type IsNews = (then: Workflow, now: Workflow) => boolean;

/**
 * Which nodes call a workflow that changed: two documents with the workflows that they call. Those of `now` may be missing,
 * where it is not known what it would call; then nothing is said. What counts as a change is for `isNews` to say.
 */
export function calledChanges(
  { then, now }: { readonly then: Workflow; readonly now: Workflow },
  definitions: NodeDefinitions,
  isNews: IsNews,
): (node: WorkflowNode) => boolean {
  const known = new Map<string, boolean>();
  return ({ type, config }) => {
    const key = definitions.get(type)?.subWorkflow;
    if (key === undefined || now.workflows === undefined) return false;
    const id = String(config[key]);
    let hasChanged = known.get(id);
    if (hasChanged === undefined) {
      // What calls itself by now is no longer what it was.
      known.set(id, true);
      hasChanged = hasNews(then, now, id, isNews);
      known.set(id, hasChanged);
    }
    return hasChanged;
  };
}

function hasNews(then: Workflow, now: Workflow, id: string, isNews: IsNews): boolean {
  const before = then.workflows?.[id] as Workflow | undefined;
  const after = now.workflows?.[id] as Workflow | undefined;
  if (before === undefined || after === undefined) return before !== after;
  if (isSameJson(before.nodes, after.nodes) && isSameJson(before.connections, after.connections)) {
    // The same nodes may call something else.
    if (before.nodes.every(({ type }) => type !== "workflow")) return false;
  }
  return isNews({ ...before, workflows: then.workflows }, { ...after, workflows: now.workflows });
}
