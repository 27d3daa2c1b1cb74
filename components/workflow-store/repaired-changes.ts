import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { documentIssues } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";

const mostRounds = 20;

/**
 * The changes of an undo or redo, made to fit what others did meanwhile: a connection that would now enter a port that
 * is taken or gone, or close a circle, is left out again. The server would refuse the document otherwise.
 */
export function repairedChanges(
  workflow: Workflow,
  changes: readonly WorkflowChange[],
  definitions: NodeDefinitions,
): readonly WorkflowChange[] {
  let repaired = changes;
  for (let round = 0; round < mostRounds; round++) {
    const next = applyChanges(workflow, repaired).workflow;
    const removals = documentIssues(next, definitions).flatMap(({ path }): WorkflowChange[] => {
      const index = /^connections\[(\d+)\]/.exec(path)?.[1];
      const connection = index === undefined ? undefined : next.connections[Number(index)];
      return connection === undefined ? [] : [{ type: "connection.remove", id: connection.id }];
    });
    if (removals.length === 0) return repaired;
    repaired = [...repaired, ...removals];
  }
  return repaired;
}
