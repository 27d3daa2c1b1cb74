import { database } from "@/server/db/database";
import { getSummary } from "@/server/workflows/get-summary";

/** Keeps the newest revision as a version with a label, on demand. Returns its number. */
export async function keepVersion(workspaceId: string, id: string, label: string): Promise<number> {
  const { id: workflowId } = await getSummary(workspaceId, id);
  const [row] = await (await database()).execute<{ version: number }>(
    `insert into workflow_versions (workspace_id, workflow_id, version, revision, document, label, reason)
     select workspace_id, id, coalesce((select max(version) from workflow_versions where workflow_id = id), 0) + 1, revision, document, $2, 'saved'
     from workflows where id = $1 returning version`,
    [workflowId, label],
  );
  return row?.version ?? 0;
}
