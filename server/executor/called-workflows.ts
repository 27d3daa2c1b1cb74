import { AppError } from "@/nodes/core/app-error";
import { errorIssue, hasErrors, type Issue } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import { openDocument } from "@/nodes/core/upgrade";
import { type Workflow, type WorkflowNode, workflowLimits } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { Database } from "@/server/db/open-database";
import { readWorkflowRow, type WorkflowRow } from "@/server/executor/known-workflows";

/** A workflow as a run freezes it: what it calls, however deep, by the id or slug that it is called by. */
export interface CalledWorkflows {
  readonly workflows: Readonly<Record<string, Workflow>>;
  /** Revisions of all of them, for a key. */
  readonly revisions: readonly string[];
  /** Whether all of them were written on this machine. */
  readonly areLocal: boolean;
}

/** The nodes of a document that run another workflow, and which. */
export function callsOf(
  workflow: Workflow,
): { readonly node: WorkflowNode; readonly id: string; readonly at: string }[] {
  return workflow.nodes.flatMap((node, i) => {
    if (node.disabled === true) return [];
    const definition = definitions.get(node.type);
    const config = definition?.subWorkflow === undefined ? undefined : definition.config.safeParse(node.config).data;
    const id = config === undefined ? "" : (definition?.subWorkflow?.(config) ?? "");
    return id === "" ? [] : [{ node, id, at: `nodes[${i}].config.workflow` }];
  });
}

/** Reads all workflows that a stored one calls. Throws `WORKFLOW_INVALID` with issues that name the calling node. */
export async function readCalledWorkflows(
  database: Database,
  workspaceId: string,
  caller: { readonly id: string; readonly name: string; readonly workflow: Workflow },
): Promise<CalledWorkflows> {
  const workflows: Record<string, Workflow> = {};
  const rows = new Map<string, WorkflowRow>();
  const visit = async (workflow: Workflow, name: string, way: readonly string[], top: Call | undefined) => {
    for (const call of callsOf(workflow)) {
      const at = top ?? call;
      const row = rows.get(call.id) ?? (await readWorkflowRow(database, workspaceId, call.id));
      if (row === undefined)
        throw refuse(caller.name, at, `${name} calls the workflow ${call.id}, which is not there. Choose another one.`);
      if (way.includes(row.id))
        throw refuse(
          caller.name,
          at,
          `${row.name} calls itself: ${name} calls it again. Loop with a container instead.`,
        );
      if (way.length > workflowLimits.subWorkflowDepth)
        throw refuse(
          caller.name,
          at,
          `Workflows call each other more than ${workflowLimits.subWorkflowDepth} deep.`,
          "LIMIT_EXCEEDED",
        );
      rows.set(call.id, row);
      workflows[call.id] ??= await readDocument(database, row);
      const called = workflows[call.id] as Workflow;
      const issues = runIssues(called, definitions);
      if (hasErrors(issues)) throw refuse(caller.name, at, `${row.name} cannot run yet: ${issues[0]?.message}`);
      await visit(called, row.name, [...way, row.id], at);
    }
  };
  await visit(caller.workflow, caller.name, [caller.id], undefined);
  return {
    workflows,
    revisions: [...rows.values()].map(({ id, revision }) => `${id}@${revision}`).sort(),
    areLocal: [...rows.values()].every(({ origin }) => origin === "local"),
  };
}

type Call = ReturnType<typeof callsOf>[number];

function refuse(
  subject: string,
  { node, at }: Call,
  message: string,
  code: Issue["code"] = "WORKFLOW_INVALID",
): AppError {
  const issues = [errorIssue(at, code, message, node.id)];
  return new AppError("WORKFLOW_INVALID", `${subject}: ${message}`, { details: { issues } });
}

async function readDocument(database: Database, { id, revision }: WorkflowRow): Promise<Workflow> {
  const [row] = await database.execute<{ document: string }>(
    "select document from workflows where id = $1 and revision = $2",
    [id, revision],
  );
  if (row === undefined)
    throw new AppError("CONFLICT", "A workflow that is called changed at this moment. Try again.", { retryable: true });
  return openDocument(row.document, definitions);
}
