import { hasErrors } from "@/nodes/core/issue";
import { runIssues } from "@/nodes/core/run-issues";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";
import { refuseIssues } from "@/server/executor/load-runnable";
import { syncSchedules } from "@/server/triggers/schedules";
import { syncTriggers } from "@/server/triggers/sync-triggers";
import { readStored } from "@/server/workflows/stored-workflow";

/**
 * Makes the newest revision the published version: what triggers, shared pages and other programs run from now on. Returns
 * the version. Throws `WORKFLOW_INVALID` where it could not run, or its triggers cannot be.
 */
export async function publishWorkflow(workspaceId: string, id: string): Promise<number> {
  const opened = await database();
  const { id: workflowId, name, revision, document } = await readStored(opened, workspaceId, id);
  const issues = runIssues(document, definitions);
  if (hasErrors(issues)) refuseIssues(issues, name);
  await syncTriggers(opened, { id: workflowId, workspaceId, name, workflow: document });
  // A revision that is a version already is not kept a second time.
  const [row] = await opened.execute<{ version: number }>(
    `with kept as (select version from workflow_versions where workflow_id = $1 and revision = $2 order by version desc limit 1),
       made as (insert into workflow_versions (workspace_id, workflow_id, version, revision, document, reason)
         select workspace_id, id, coalesce((select max(version) from workflow_versions where workflow_id = $1), 0) + 1, revision, document, 'published'
         from workflows where id = $1 and not exists (select 1 from kept) returning version),
       chosen as (select version from kept union all select version from made)
     update workflows set published_version = (select version from chosen) where id = $1
     returning published_version as version`,
    [workflowId, revision],
  );
  await syncSchedules();
  return row?.version ?? 0;
}

/** Its triggers stay silent from now on. */
export async function unpublishWorkflow(workspaceId: string, id: string): Promise<void> {
  const opened = await database();
  const { id: workflowId } = await readStored(opened, workspaceId, id);
  await opened.execute("update workflows set published_version = null where id = $1", [workflowId]);
  await opened.execute("delete from triggers where workflow_id = $1", [workflowId]);
  await syncSchedules();
}
