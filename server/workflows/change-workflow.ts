import { AppError } from "@/nodes/core/app-error";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { database } from "@/server/db/database";
import { commitChange, type Newest } from "@/server/workflows/commit-change";
import { fitChanges } from "@/server/workflows/fit-changes";
import { listUpdates, type WorkflowUpdate } from "@/server/workflows/list-updates";

export interface ChangeWorkflow {
  readonly workspaceId: string;
  readonly id: string;
  /** The revision that the changes were made on. */
  readonly baseRevision: number;
  /** The tab that made them. */
  readonly origin: string;
  /** The same one is applied once, however often it is sent. */
  readonly changeId: string;
  readonly changes: readonly WorkflowChange[];
}

export interface ChangedWorkflow {
  readonly revision: number;
  /** Everything after `baseRevision` in order, this change included as it was applied. */
  readonly updates: readonly WorkflowUpdate[];
}

/** What autosave sends: a stale revision is rebased, not refused. Throws `NOT_FOUND` and `WORKFLOW_INVALID`. */
export async function changeWorkflow(request: ChangeWorkflow): Promise<ChangedWorkflow> {
  const { workspaceId, id, baseRevision, origin, changeId, changes } = request;
  const committed = await commitChange({
    workspaceId,
    id,
    origin,
    changeId,
    fit: async (newest) => fitChanges(newest.document, changes, await baseOf(newest, baseRevision)),
  });
  const updates = await listUpdates(await database(), id, baseRevision);
  return { revision: updates.at(-1)?.revision ?? committed, updates };
}

/** The document at an older revision; undefined when it is the newest. Throws `CONFLICT` when its changes are not kept any more. */
async function baseOf({ id, revision, document }: Newest, baseRevision: number): Promise<Workflow | undefined> {
  if (baseRevision > revision)
    throw new AppError("CONFLICT", "This page has a newer workflow than the server. Reload it.");
  if (baseRevision === revision) return undefined;
  const rows = await (await database()).execute<{ inverse: string }>(
    "select inverse from workflow_changes where workflow_id = $1 and revision > $2 and revision <= $3 order by revision desc",
    [id, baseRevision, revision],
  );
  if (rows.length < revision - baseRevision)
    throw new AppError("CONFLICT", "This page shows the workflow as it was weeks ago. Reload it, then edit.");
  return applyChanges(
    document,
    rows.flatMap((row) => JSON.parse(row.inverse) as WorkflowChange[]),
  ).workflow;
}
