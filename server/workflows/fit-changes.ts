import { AppError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";
import { readWorkflow } from "@/nodes/core/read-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { documentRefused } from "@/server/workflows/parse-document";

export interface Fitted {
  /** Valid. */
  readonly workflow: Workflow;
  /** What took effect, with what had to be repaired. */
  readonly changes: readonly WorkflowChange[];
  readonly inverse: readonly WorkflowChange[];
}

const mostRepairs = 20;

/**
 * Changes on the newest document, though they were made on an older one (`base`; absent: on the newest). What no longer
 * fits is dropped, and a connection that the two edits together make impossible is removed. Throws `WORKFLOW_INVALID`
 * when the changes spoil the document that they were made on.
 */
export function fitChanges(newest: Workflow, changes: readonly WorkflowChange[], base?: Workflow): Fitted {
  let { workflow, applied, inverse } = applyChanges(newest, changes);
  let read = readWorkflow(workflow, definitions);
  if (read.workflow === undefined) refuseOwnFault(base, changes, read.issues);
  for (let round = 0; read.workflow === undefined; round += 1) {
    const repairs = repairsOf(workflow, read.issues);
    if (repairs.length === 0 || round === mostRepairs) throw doesNotFit(read.issues);
    const repaired = applyChanges(workflow, repairs);
    workflow = repaired.workflow;
    applied = [...applied, ...repaired.applied];
    inverse = [...repaired.inverse, ...inverse];
    read = readWorkflow(workflow, definitions);
  }
  return { workflow: read.workflow, changes: applied, inverse };
}

function refuseOwnFault(
  base: Workflow | undefined,
  changes: readonly WorkflowChange[],
  issues: readonly Issue[],
): void {
  if (base === undefined) throw documentRefused(issues);
  const own = readWorkflow(applyChanges(base, changes).workflow, definitions);
  if (own.workflow === undefined) throw documentRefused(own.issues);
}

function doesNotFit(issues: readonly Issue[]): AppError {
  return new AppError(
    "CONFLICT",
    `Somebody else changed this workflow in a way that your change does not fit any more: ${issues[0]?.message ?? ""}`,
    {
      hint: "Reload the page and make the change again.",
      details: { issues },
    },
  );
}

/** For each connection and each parent that the issues name: the change that takes it away. */
function repairsOf(workflow: Workflow, issues: readonly Issue[]): WorkflowChange[] {
  const repairs = new Map<string, WorkflowChange>();
  for (const { path } of issues) {
    const connection = workflow.connections[numberIn(path, /^connections\[(\d+)\]/)];
    if (connection !== undefined)
      repairs.set(`connection ${connection.id}`, { type: "connection.remove", id: connection.id });
    const node = workflow.nodes[numberIn(path, /^nodes\[(\d+)\]\.parentId$/)];
    if (node !== undefined)
      repairs.set(`node ${node.id}`, { type: "node.set", id: node.id, set: {}, unset: ["parentId"] });
  }
  return [...repairs.values()];
}

function numberIn(path: string, pattern: RegExp): number {
  return Number(pattern.exec(path)?.[1] ?? -1);
}
