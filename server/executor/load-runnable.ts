import { createHash } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { compileGraph, type Graph } from "@/nodes/core/graph";
import { hasErrors, type Issue } from "@/nodes/core/issue";
import { type RunSurroundings, runIssues } from "@/nodes/core/run-issues";
import { openDocument } from "@/nodes/core/upgrade";
import type { Requires, Workflow } from "@/nodes/core/workflow";
import { computeRequires } from "@/nodes/core/write-workflow";
import { definitions } from "@/nodes/definitions";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { callsOf, checkCalls, readCalledWorkflows } from "@/server/executor/called-workflows";
import { readWorkflowRow, type WorkflowRow } from "@/server/executor/known-workflows";
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
}

export function makeRunnable(workflow: Workflow, text = JSON.stringify(workflow)): Runnable {
  let graph: Graph | undefined;
  return {
    workflow,
    text,
    hash: createHash("sha256").update(text).digest("hex"),
    issues: runIssues(workflow, definitions),
    requires: computeRequires(workflow, definitions),
    graph: () => (graph ??= compileGraph(workflow, definitions)),
  };
}

/** Issues with what this machine lacks: models and secrets that the document names. */
export function issuesHere(runnable: Runnable, around: RunSurroundings): readonly Issue[] {
  const lacks =
    runnable.requires.models.some((id) => around.hasModel?.(id) === false) ||
    runnable.requires.secrets.some((name) => around.hasSecret?.(name) === false);
  return lacks ? runIssues(runnable.workflow, definitions, around) : runnable.issues;
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
  return storedRunnable(database, workspaceId, row, own);
}

async function storedRunnable(
  database: Database,
  workspaceId: string,
  row: WorkflowRow,
  own: Runnable,
): Promise<StoredRunnable> {
  const { runnable, areLocal } = await withCalled(database, workspaceId, row, own);
  // A workflow from elsewhere gets no more rights by being called.
  const implied = row.origin === "local" && areLocal;
  const grants = { ...noGrants, ...(row.grants as Partial<RunGrants> | null), implied };
  return { ...runnable, id: row.id, name: row.name, revision: row.revision, grants };
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

/** The published version: what triggers, shared pages and other programs run. Undefined where none is published. */
export async function loadPublished(
  database: Database,
  workspaceId: string,
  workflowId: string,
): Promise<StoredRunnable | undefined> {
  const [found] = await database.execute<WorkflowRow & { version: number; document: string }>(
    `select w.id, w.name, w.origin, w.grants, v.revision, v.version, v.document from workflows w
     join workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
     where w.id = $1 and w.workspace_id = $2`,
    [workflowId, workspaceId],
  );
  if (found === undefined) return undefined;
  const { document, version, ...row } = found;
  const key = `${row.id}#${version}`;
  const own = kept().get(key) ?? keep(key, makeRunnable(openDocument(document, definitions), document));
  return storedRunnable(database, workspaceId, row, own);
}

/** The same with the workflows that it calls inside its document, so that what is frozen never changes. */
async function withCalled(database: Database, workspaceId: string, row: WorkflowRow, own: Runnable) {
  const { workflow } = own;
  if (callsOf(workflow).length === 0) return { runnable: own, areLocal: true };
  const called = await readCalledWorkflows(database, workspaceId, workflow);
  checkCalls({ id: row.id, name: row.name, workflow }, called);
  const all = [...called.values()];
  const key = [`${row.id}@${row.revision}`, ...all.map(({ revision }) => revision).sort()].join(" ");
  const workflows = Object.fromEntries([...called].map(([id, one]) => [id, one.workflow]));
  return {
    runnable: kept().get(key) ?? keep(key, makeRunnable({ ...workflow, workflows })),
    areLocal: all.every(({ origin }) => origin === "local"),
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
