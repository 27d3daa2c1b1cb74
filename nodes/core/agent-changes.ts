import { agentsIn, delegates, namedAgent } from "./agents-in-document";
import { isSameJson } from "./same-json";
import type { Workflow, WorkflowNode } from "./workflow";

/**
 * Which nodes use a saved agent that says something else now, or that may call one which does. Those of `now` may be missing,
 * where it is not known what they are; then nothing is said. A name and a description for people count: others call it by them.
 */
export function agentChanges({
  then,
  now,
}: {
  readonly then: Workflow;
  readonly now: Workflow;
}): (node: WorkflowNode) => boolean {
  if (now.agents === undefined || then.agents === undefined) return () => false;
  const [before, after] = [agentsIn(then), agentsIn(now)];
  const hasNews = (name: string, way: readonly string[]): boolean => {
    if (way.includes(name)) return false;
    const [old, current] = [before.get(name), after.get(name)];
    if (old === undefined || current === undefined) return old !== current;
    // Whether it may run says nothing of what it would give.
    if (!isSameJson({ ...old, status: current.status }, current)) return true;
    return delegates(old).some((id) => hasNews(id, [...way, name]));
  };
  return (node) => {
    const name = namedAgent(node);
    return name !== undefined && hasNews(name, []);
  };
}
