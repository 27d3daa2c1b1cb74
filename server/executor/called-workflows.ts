import { AppError } from "@/nodes/core/app-error";
import { errorIssue, hasErrors, type Issue } from "@/nodes/core/issue";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { runIssues } from "@/nodes/core/run-issues";
import { openDocument } from "@/nodes/core/upgrade";
import type { Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { DatabaseSession } from "@/server/db/open-database";
import { env } from "@/server/env";

/** A workflow that another one calls, by id or slug. */
export interface CalledWorkflow {
  readonly id: string;
  readonly name: string;
  readonly workflow: Workflow;
  /** Its id and revision: what names it never changes. */
  readonly revision: string;
  readonly origin: "local" | "imported";
}

interface Call {
  readonly node: WorkflowNode;
  /** The id or slug of what it calls. */
  readonly id: string;
  /** Where in the document that is said. */
  readonly at: string;
}

/** The nodes of a document that run another workflow. */
export function callsOf(workflow: Workflow): Call[] {
  return workflow.nodes.flatMap((node, i) => {
    const key = definitions.get(node.type)?.subWorkflow;
    const id = key === undefined || node.disabled === true ? "" : String(node.config[key] ?? "");
    return id === "" ? [] : [{ node, id, at: `nodes[${i}].config.${key}` }];
  });
}

/** All workflows that one calls, however deep, by the id or slug that calls them. Those that are not there are left out. */
export async function readCalledWorkflows(
  session: DatabaseSession,
  workspaceId: string,
  caller: Workflow,
): Promise<ReadonlyMap<string, CalledWorkflow>> {
  const called = new Map<string, CalledWorkflow>();
  const open = [caller];
  for (let workflow = open.pop(); workflow !== undefined; workflow = open.pop()) {
    const ids = callsOf(workflow).flatMap(({ id }) => (called.has(id) ? [] : [id]));
    for (const id of new Set(ids)) {
      const found = (await readStored(session, workspaceId, id)) ?? embedded(caller, id);
      if (found === undefined) continue;
      called.set(id, found);
      open.push(found.workflow);
    }
  }
  return called;
}

async function readStored(
  session: DatabaseSession,
  workspaceId: string,
  idOrSlug: string,
): Promise<CalledWorkflow | undefined> {
  const [row] = await session.execute<{
    id: string;
    name: string;
    revision: number;
    origin: CalledWorkflow["origin"];
    document: string;
  }>("select id, name, revision, origin, document from workflows where (id = $1 or slug = $1) and workspace_id = $2", [
    idOrSlug,
    workspaceId,
  ]);
  if (row === undefined) return undefined;
  const { id, name, origin } = row;
  return { id, name, workflow: openDocument(row.document, definitions), revision: `${id}@${row.revision}`, origin };
}

/** A document may bring along what it calls, as an export does. */
function embedded({ workflows = {} }: Workflow, id: string): CalledWorkflow | undefined {
  const { workflow } = readWorkflow(workflows[id], definitions);
  return workflow && { id, name: workflow.name, workflow, revision: `${id} inside`, origin: "imported" };
}

/**
 * Refuses calls of what is not there or cannot run, and circles of them. Throws `WORKFLOW_INVALID` with an issue at the node
 * of the caller that leads there.
 */
export function checkCalls(
  caller: { readonly id: string; readonly name: string; readonly workflow: Workflow },
  called: ReadonlyMap<string, CalledWorkflow>,
): void {
  const visit = (workflow: Workflow, name: string, way: readonly string[], top: Call | undefined) => {
    for (const call of callsOf(workflow)) {
      const found = called.get(call.id);
      const problem = found === undefined ? missing(name, call.id) : problemOf(found, name, way);
      if (problem !== undefined) throw refused(caller.name, top ?? call, problem);
      if (found !== undefined) visit(found.workflow, found.name, [...way, found.id], top ?? call);
    }
  };
  visit(caller.workflow, caller.name, [caller.id], undefined);
}

interface Problem {
  readonly code: Issue["code"];
  readonly message: string;
}

function missing(caller: string, id: string): Problem {
  return {
    code: "WORKFLOW_INVALID",
    message: `${caller} calls the workflow ${id}, which is not there. Choose another one.`,
  };
}

function problemOf(
  { id, name, workflow }: CalledWorkflow,
  caller: string,
  way: readonly string[],
): Problem | undefined {
  const { mostCallDepth } = env();
  if (way.includes(id))
    return {
      code: "GRAPH_CYCLE",
      message: `${caller} calls ${name}, which is already at work: a workflow cannot call itself. To repeat work, use a loop container.`,
    };
  if (way.length > mostCallDepth)
    return {
      code: "LIMIT_EXCEEDED",
      message: `Workflows call each other more than ${mostCallDepth} deep at ${name} (HEDDLE_MAX_CALL_DEPTH).`,
    };
  const issues = runIssues(workflow, definitions);
  const first = issues.find((issue) => issue.severity === "error");
  return hasErrors(issues)
    ? { code: "WORKFLOW_INVALID", message: `${name} cannot run yet: ${first?.message}` }
    : undefined;
}

function refused(subject: string, { node, at }: Call, { code, message }: Problem): AppError {
  const issues = [errorIssue(at, code, message, node.id)];
  return new AppError("WORKFLOW_INVALID", `${subject}: ${message}`, { details: { issues } });
}
