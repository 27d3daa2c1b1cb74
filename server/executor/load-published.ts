import { openDocument } from "@/nodes/core/upgrade";
import { withoutPins } from "@/nodes/core/without-pins";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import type { Database } from "@/server/db/open-database";
import { checkCalls, reachesOthers, reachFrom } from "@/server/executor/called-workflows";
import { readReached, writeReached } from "@/server/executor/frozen-calls";
import type { WorkflowRow } from "@/server/executor/known-workflows";
import { holding, makeRunnable, type Runnable, type StoredRunnable, withGrants } from "@/server/executor/load-runnable";
import { nothingReached, type Reached } from "@/server/executor/reached";
import { refuseDisabled } from "@/server/executor/refuse-disabled";
import { singleton } from "@/server/singleton";

interface PublishedRow extends WorkflowRow {
  readonly version: number;
  readonly document: string;
  readonly called: string | null;
}

interface Published {
  readonly runnable: Runnable;
  readonly reached: Reached;
}

/** Versions that were made ready lately. What of one runs never changes. */
const mostKept = 200;
const kept = () => singleton("published", () => new Map<string, Published>());

/**
 * The published version: what triggers, shared pages and other programs run. The workflows that it calls and the agents that it uses are those of
 * the time when it was published, and nothing in it is pinned; but an agent that is disabled now is not run. Undefined where none is published.
 */
export async function loadPublished(
  database: Database,
  workspaceId: string,
  workflowId: string,
): Promise<StoredRunnable | undefined> {
  const [row] = await database.execute<PublishedRow>(
    `select w.id, w.name, w.origin, w.grants, v.revision, v.version, v.document, v.called from workflows w
     join workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
     where w.id = $1 and w.workspace_id = $2`,
    [workflowId, workspaceId],
  );
  if (row === undefined) return undefined;
  const key = `${row.id}#${row.version}`;
  const published = kept().get(key) ?? keep(key, await open(database, workspaceId, row));
  await refuseDisabled(database, workspaceId, published.reached);
  return withGrants(row, published.runnable, published.reached);
}

async function open(database: Database, workspaceId: string, row: PublishedRow): Promise<Published> {
  const stored = openDocument(row.document, definitions);
  const workflow = withoutPins(stored);
  if (!reachesOthers(workflow))
    return {
      runnable: makeRunnable(workflow, workflow === stored ? row.document : undefined),
      reached: nothingReached,
    };
  const text = row.called ?? (await freezeCalled(database, workspaceId, row, workflow));
  const reached = text === null ? nothingReached : readReached(text);
  checkCalls({ id: row.id, name: row.name, workflow }, reached);
  return { runnable: makeRunnable(holding(workflow, reached, withoutPins)), reached };
}

/** A version that was published before its calls were kept: it goes on with what they are now, from now on. */
async function freezeCalled(
  database: Database,
  workspaceId: string,
  { id, name, version }: PublishedRow,
  workflow: Workflow,
): Promise<string | null> {
  const reached = await reachFrom(database, workspaceId, workflow);
  checkCalls({ id, name, workflow }, reached);
  const [frozen] = await database.execute<{ called: string | null }>(
    `update workflow_versions set called = coalesce(called, $3) where workflow_id = $1 and version = $2 returning called`,
    [id, version, writeReached(reached)],
  );
  return frozen?.called ?? null;
}

function keep(key: string, published: Published): Published {
  const all = kept();
  if (all.size >= mostKept) all.delete(all.keys().next().value as string);
  all.set(key, published);
  return published;
}
