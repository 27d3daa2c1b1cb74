import { createHash } from "node:crypto";
import { agentsIn } from "@/nodes/core/agents-in-document";
import { AppError } from "@/nodes/core/app-error";
import { compileGraph, type Graph } from "@/nodes/core/graph";
import { hasErrors, type Issue } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import { openDocument } from "@/nodes/core/upgrade";
import type { Requires, Workflow } from "@/nodes/core/workflow";
import { computeRequires } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { env } from "@/server/env";
import { checkCalls, reachesOthers, reachFrom } from "@/server/executor/called-workflows";
import { readWorkflowRow, type WorkflowRow } from "@/server/executor/known-workflows";
import { nothingReached, type Reached } from "@/server/executor/reached";
import { agentsByName } from "@/server/executor/saved-agents";
import { noGrants, type RunGrants } from "@/server/executor/services";
import { singleton } from "@/server/singleton";

/** A document made ready to run, whatever it came from. Immutable, so that all runs of a revision share it. */
export interface Runnable {
  readonly workflow: Workflow;
  /** The document as it is frozen into runs, and its hash. */
  readonly text: string;
  readonly hash: string;
  /** Issues of the document itself; what this machine has is checked at each start. */
  readonly issues: readonly Issue[];
  readonly requires: Requires;
  /** Throws when `issues` has errors. */
  readonly graph: () => Graph;
}

export interface StoredRunnable extends Runnable {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly grants: RunGrants;
  /** The workflows that it calls and the agents that it uses, by what names them; they are inside the document. */
  readonly reached: Reached;
}

export function makeRunnable(workflow: Workflow, text = JSON.stringify(workflow)): Runnable {
  let graph: Graph | undefined;
  return {
    workflow,
    text,
    hash: createHash("sha256").update(text).digest("hex"),
    issues: runIssues(workflow, definitions, carriedBy(workflow)),
    requires: computeRequires(workflow, definitions),
    graph: () => (graph ??= compileGraph(workflow, definitions)),
  };
}

/** A document that runs holds all agents that it uses: one that it does not hold is not there. */
function carriedBy(workflow: Workflow): RunSurroundings {
  return { agents: agentsIn(workflow), mostCallDepth: env().mostCallDepth };
}

/** Issues with what this machine lacks: models and secrets that the document names. */
export function issuesHere(runnable: Runnable, around: RunSurroundings): readonly Issue[] {
  const lacks =
    runnable.requires.models.some((id) => around.hasModel?.(id) === false) ||
    runnable.requires.secrets.some((name) => around.hasSecret?.(name) === false);
  const { workflow, issues } = runnable;
  return lacks ? runIssues(workflow, definitions, { ...around, ...carriedBy(workflow) }) : issues;
}

export function refuseIssues(issues: readonly Issue[], subject: string): void {
  if (!hasErrors(issues)) return;
  const first = issues.find((issue) => issue.severity === "error") as Issue;
  throw new AppError("WORKFLOW_INVALID", `${subject}: ${first.message}`, { details: { issues } });
}

/** Revisions that were made ready lately. A revision never changes, so nothing here gets stale. */
const mostKept = 200;
const kept = () => singleton("runnables", () => new Map<string, Runnable>());

/** The newest revision of a stored workflow, by id or slug. Throws `NOT_FOUND`. */
export async function loadRunnable(database: Database, workspaceId: string, idOrSlug: string): Promise<StoredRunnable> {
  const row = await readWorkflowRow(database, workspaceId, idOrSlug);
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no workflow ${idOrSlug}. It may have been deleted.`);
  const key = `${row.id}@${row.revision}`;
  const own = kept().get(key) ?? keep(key, await readDocument(database, row.id, row.revision));
  const { runnable, reached } = await withReached(database, workspaceId, row, own);
  return withGrants(row, runnable, reached);
}

/** What its owner allowed; a workflow from elsewhere gets no more rights by being called. */
export function withGrants(row: WorkflowRow, runnable: Runnable, reached: Reached): StoredRunnable {
  const called = [...reached.called.values()];
  const implied = row.origin === "local" && called.every(({ origin }) => origin === "local");
  const grants = { ...noGrants, ...(row.grants as Partial<RunGrants> | null), implied };
  return { ...runnable, id: row.id, name: row.name, revision: row.revision, grants, reached };
}

/**
 * What a workflow is allowed now, for a run of an earlier state of it: what was taken back since stays taken back. That of
 * the run itself where the workflow is gone.
 */
export async function grantsNow(
  database: Database,
  workspaceId: string,
  workflowId: string | null,
  then: RunGrants,
): Promise<RunGrants> {
  const row = workflowId === null ? undefined : await readWorkflowRow(database, workspaceId, workflowId);
  if (row === undefined) return then;
  return { ...noGrants, ...(row.grants as Partial<RunGrants> | null), implied: then.implied && row.origin === "local" };
}

/** The same with the workflows that it calls and the agents that it uses inside its document, so that what is frozen never changes. */
async function withReached(database: Database, workspaceId: string, row: WorkflowRow, own: Runnable) {
  const { workflow } = own;
  if (!reachesOthers(workflow)) return { runnable: own, reached: nothingReached };
  const reached = await reachFrom(database, workspaceId, workflow);
  checkCalls({ id: row.id, name: row.name, workflow }, reached);
  const all = [...reached.called.values(), ...reached.agents.values()];
  const key = [`${row.id}@${row.revision}`, ...all.map(({ revision }) => revision).sort()].join(" ");
  return { runnable: kept().get(key) ?? keep(key, makeRunnable(holding(workflow, reached))), reached };
}

/** A document with what it reaches inside, `called` as they are to be kept. */
export function holding(
  workflow: Workflow,
  { called, agents }: Reached,
  as: (called: Workflow) => Workflow = (one) => one,
): Workflow {
  const { workflows: _, agents: __, ...own } = workflow;
  return {
    ...own,
    ...(called.size === 0
      ? {}
      : { workflows: Object.fromEntries([...called].map(([id, one]) => [id, as(one.workflow)])) }),
    ...(agents.size === 0 ? {} : { agents: Object.fromEntries(agentsByName(agents)) }),
  };
}

function keep(key: string, runnable: Runnable): Runnable {
  const runnables = kept();
  if (runnables.size >= mostKept) runnables.delete(runnables.keys().next().value as string);
  runnables.set(key, runnable);
  return runnable;
}

async function readDocument(database: Database, id: string, revision: number): Promise<Runnable> {
  const [row] = await database.execute<{ document: string }>(
    "select document from workflows where id = $1 and revision = $2",
    [id, revision],
  );
  if (row === undefined)
    throw new AppError("CONFLICT", "The workflow changed at this moment. Try again.", { retryable: true });
  return makeRunnable(openDocument(row.document, definitions), row.document);
}

/** Stores the frozen document once, however many runs share it. */
export async function freezeGraph(database: DatabaseSession, workspaceId: string, runnable: Runnable): Promise<void> {
  await database.execute(
    "insert into run_graphs (hash, workspace_id, document) values ($1, $2, $3) on conflict (hash) do nothing",
    [runnable.hash, workspaceId, runnable.text],
  );
}
