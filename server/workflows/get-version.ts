import { AppError } from "@/nodes/core/app-error";
import { openDocument } from "@/nodes/core/upgrade";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";

/** The document of a version. Throws `NOT_FOUND`. */
export async function getVersion(workspaceId: string, id: string, version: number): Promise<Workflow> {
  const [row] = await (await database()).execute<{ document: string }>(
    `select v.document from workflow_versions v join workflows w on w.id = v.workflow_id
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2) and v.version = $3`,
    [workspaceId, id, version],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no version ${version} of workflow ${id}.`);
  return openDocument(row.document, definitions);
}
