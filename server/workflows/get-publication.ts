import { z } from "zod";
import { database } from "@/server/db/database";
import { listTriggersOf, triggerSchema } from "@/server/triggers/list-triggers";
import { noWorkflow } from "@/server/workflows/get-summary";

export const publicationSchema = z
  .object({
    /** Null: nothing is published. */
    published: z
      .object({
        version: z.number().int(),
        revision: z.number().int(),
        label: z.string().nullable(),
        at: z.iso.datetime(),
      })
      .nullable(),
    triggers: z.array(triggerSchema),
  })
  .meta({ id: "Publication" });
export type Publication = z.infer<typeof publicationSchema>;

interface Row {
  readonly id: string;
  readonly version: number | null;
  readonly revision: number | null;
  readonly label: string | null;
  readonly at: Date | null;
}

/** What of a workflow is published, and the triggers that start it. Throws `NOT_FOUND`. */
export async function getPublication(workspaceId: string, id: string): Promise<Publication> {
  const opened = await database();
  const [row] = await opened.execute<Row>(
    `select w.id, v.version, v.revision, v.label, coalesce(w.published_at, v.created_at) as at from workflows w
     left join workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2)`,
    [workspaceId, id],
  );
  if (row === undefined) throw noWorkflow(id);
  const { version, revision, label, at } = row;
  const isPublished = version !== null && revision !== null && at !== null;
  return {
    published: isPublished ? { version, revision, label, at: at.toISOString() } : null,
    triggers: await listTriggersOf(opened, workspaceId, row.id),
  };
}
