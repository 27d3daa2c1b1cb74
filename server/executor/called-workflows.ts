import { type AgentsByName, agentsIn, namedAgents } from "@/nodes/core/agents-in-document";
import { AppError } from "@/nodes/core/app-error";
import { expandAgents, visibleNodeId } from "@/nodes/core/expand-agents";
import { errorIssue, hasErrors, type Issue } from "@/nodes/core/issue";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { runIssues } from "@/nodes/core/run-issues";
import { openDocument } from "@/nodes/core/upgrade";
import type { Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { DatabaseSession } from "@/server/db/open-database";
import { env } from "@/server/env";
import type { CalledWorkflow, Reached } from "@/server/executor/reached";
import { agentsByName, type ReachedAgents, reachAgents } from "@/server/executor/saved-agents";

interface Call {
  readonly node: WorkflowNode;
  /** The id or slug of what it calls. */
  readonly id: string;
  /** Where in the document that is said. */
  readonly at: string;
}

/** Whether a document runs other workflows or uses saved agents. */
export function reachesOthers(workflow: Workflow): boolean {
  return callsOf(workflow).length > 0 || namedAgents(workflow.nodes).length > 0;
}

/** The nodes of a document that run another workflow; those that saved agents lend stand for the node that uses the agent. */
function callsOf(workflow: Workflow, agents: AgentsByName = agentsIn(workflow)): Call[] {
  const places = new Map(workflow.nodes.map(({ id }, i) => [id, i]));
  return expandAgents(workflow, definitions, agents).nodes.flatMap((node) => {
    const key = definitions.get(node.type)?.subWorkflow;
    const id = key === undefined || node.disabled === true ? "" : String(node.config[key] ?? "");
    const owner = visibleNodeId(node.id);
    const field = owner === node.id ? key : "agent";
    return id === "" ? [] : [{ node: { ...node, id: owner }, id, at: `nodes[${places.get(owner)}].config.${field}` }];
  });
}

/**
 * All workflows that one calls and all saved agents that it uses, however deep, by the id or slug that names them. Those that
 * are not there are left out.
 */
export async function reachFrom(session: DatabaseSession, workspaceId: string, caller: Workflow): Promise<Reached> {
  const called = new Map<string, CalledWorkflow>();
  const agents: ReachedAgents = new Map();
  const open = [caller];
  for (let workflow = open.pop(); workflow !== undefined; workflow = open.pop()) {
    await reachAgents(session, workspaceId, workflow, agents, caller);
    const calls = callsOf(workflow, agentsByName(agents));
    const ids = calls.flatMap(({ id }) => (called.has(id) ? [] : [id]));
    for (const id of new Set(ids)) {
      const found = (await readStored(session, workspaceId, id)) ?? embedded(caller, id);
      if (found === undefined) continue;
      called.set(id, found);
      open.push(found.workflow);
    }
  }
  return { called, agents };
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
  reached: Reached,
): void {
  const { called } = reached;
  const agents = agentsByName(reached.agents);
  const visit = (workflow: Workflow, name: string, way: readonly string[], top: Call | undefined) => {
    for (const call of callsOf(workflow, agents)) {
      const found = called.get(call.id);
      const problem = found === undefined ? missing(name, call.id) : problemOf(found, name, way, agents);
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
  agents: AgentsByName,
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
  const issues = runIssues(workflow, definitions, { agents, mostCallDepth });
  const first = issues.find((issue) => issue.severity === "error");
  return hasErrors(issues)
    ? { code: "WORKFLOW_INVALID", message: `${name} cannot run yet: ${first?.message}` }
    : undefined;
}

function refused(subject: string, { node, at }: Call, { code, message }: Problem): AppError {
  const issues = [errorIssue(at, code, message, node.id)];
  return new AppError("WORKFLOW_INVALID", `${subject}: ${message}`, { details: { issues } });
}
