import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import type { DatabaseSession } from "@/server/db/open-database";
import { writeReached } from "@/server/executor/frozen-calls";
import { issuesHere, loadRunnable, refuseIssues, type StoredRunnable } from "@/server/executor/load-runnable";
import { refuseMissingGrants } from "@/server/executor/start-run";
import { surroundings } from "@/server/executor/surroundings";
import { announceTriggers } from "@/server/triggers/follow-triggers";
import { syncTriggers } from "@/server/triggers/sync-triggers";
import { triggersOf } from "@/server/triggers/triggers-of";
import { readStored } from "@/server/workflows/stored-workflow";

export interface PublishOptions {
  /** What people call this version. */
  readonly label?: string;
}

const attempts = 5;

/**
 * Makes the newest revision the published version, with the workflows that it calls and the agents that it uses as they are now: what triggers, shared pages and
 * other programs run from now on. Returns the version. Throws `WORKFLOW_INVALID` where it could not run or its triggers cannot be, `PERMISSION_NEEDED` where it
 * wants to reach what nobody allowed, and `CONFLICT` for an address that is taken.
 */
export async function publishWorkflow(workspaceId: string, id: string, options: PublishOptions = {}): Promise<number> {
  const opened = await database();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const runnable = await loadRunnable(opened, workspaceId, id);
    const { id: workflowId, name, revision, workflow, requires, grants } = runnable;
    refuseIssues(issuesHere(runnable, await surroundings(requires)), name);
    refuseMissingGrants(runnable, grants, name);
    const triggers = await triggersOf(name, workflow);
    // Version and triggers change together: nobody sees the one without the other.
    const version = await opened.transaction(async (session) => {
      if (!(await isNewest(session, workflowId, revision))) return undefined;
      await syncTriggers(session, { id: workflowId, workspaceId, name, triggers });
      return makePublished(session, runnable, options.label);
    });
    if (version === undefined) continue;
    await announceTriggers();
    return version;
  }
  throw new AppError("CONFLICT", "This workflow is being changed at the moment. Publish it again.", {
    retryable: true,
  });
}

/** Holds the workflow's row, so that no edit comes between. */
async function isNewest(session: DatabaseSession, workflowId: string, revision: number): Promise<boolean> {
  const rows = await session.execute("select id from workflows where id = $1 and revision = $2 for update", [
    workflowId,
    revision,
  ]);
  return rows.length > 0;
}

/** A revision that is a version already is not kept a second time, unless what it calls was changed since. */
async function makePublished(
  session: DatabaseSession,
  { id: workflowId, revision, reached }: StoredRunnable,
  label: string | undefined,
): Promise<number> {
  const frozen = writeReached(reached);
  const [kept] = await session.execute<{ version: number }>(
    `update workflow_versions set label = coalesce($3, label), called = $4
     where workflow_id = $1 and coalesce(called = $4, called is null) and version =
       (select max(version) from workflow_versions where workflow_id = $1 and revision = $2) returning version`,
    [workflowId, revision, label ?? null, frozen],
  );
  const [made] =
    kept === undefined
      ? await session.execute<{ version: number }>(
          `insert into workflow_versions (workspace_id, workflow_id, version, revision, document, called, label, reason)
           select workspace_id, id, coalesce((select max(version) from workflow_versions where workflow_id = $1), 0) + 1,
             revision, document, $3, $2, 'published'
           from workflows where id = $1 returning version`,
          [workflowId, label ?? null, frozen],
        )
      : [kept];
  const version = made?.version ?? 0;
  await session.execute("update workflows set published_version = $2, published_at = now() where id = $1", [
    workflowId,
    version,
  ]);
  return version;
}

/** Its triggers stay silent from now on. */
export async function unpublishWorkflow(workspaceId: string, id: string): Promise<void> {
  const opened = await database();
  const { id: workflowId } = await readStored(opened, workspaceId, id);
  await opened.transaction(async (session) => {
    await session.execute("update workflows set published_version = null, published_at = null where id = $1", [
      workflowId,
    ]);
    await session.execute("delete from triggers where workflow_id = $1", [workflowId]);
  });
  await announceTriggers();
}
