import { z } from "zod";
import { database } from "@/server/db/database";
import { noWorkflow } from "@/server/workflows/get-summary";

export const workflowVersionSchema = z
  .object({
    version: z.number().int(),
    createdAt: z.iso.datetime(),
    label: z.string().nullable(),
    /** Why it was kept: `created`, `imported`, `duplicated`, `example`, `saved`, `restored`, `published`, or `automatic` for edits that autosave sent. */
    reason: z.string(),
    revision: z.number().int(),
    isPublished: z.boolean().describe("Triggers and other programs run this one."),
  })
  .meta({ id: "WorkflowVersion" });
export type WorkflowVersion = z.infer<typeof workflowVersionSchema>;

interface VersionRow {
  readonly version: number;
  readonly created_at: Date;
  readonly label: string | null;
  readonly reason: string;
  readonly revision: number;
  readonly is_published: boolean | null;
}

/** Newest first. Throws `NOT_FOUND` for a workflow that is not there. */
export async function listVersions(workspaceId: string, id: string): Promise<WorkflowVersion[]> {
  const opened = await database();
  const rows = await opened.execute<VersionRow>(
    `select v.version, v.created_at, v.label, v.reason, v.revision, v.version = w.published_version as is_published from workflow_versions v
     join workflows w on w.id = v.workflow_id
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2) order by v.version desc limit 500`,
    [workspaceId, id],
  );
  // A workflow has its first version from the start on.
  if (rows.length === 0) throw noWorkflow(id);
  return rows.map(({ created_at, is_published, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    isPublished: is_published === true,
  }));
}
