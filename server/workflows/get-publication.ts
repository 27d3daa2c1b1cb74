import { z } from "zod";
import { database } from "@/server/db/database";
import type { DatabaseSession } from "@/server/db/open-database";
import { readCalled } from "@/server/executor/frozen-calls";
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
        changedCalls: z
          .array(z.object({ id: z.string(), name: z.string() }))
          .describe("Workflows that it calls and that were changed or deleted since: it runs them as they were."),
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
  readonly called: string | null;
}

/** What of a workflow is published, and the triggers that start it. Throws `NOT_FOUND`. */
export async function getPublication(workspaceId: string, id: string): Promise<Publication> {
  const opened = await database();
  const [row] = await opened.execute<Row>(
    `select w.id, v.version, v.revision, v.label, v.called, coalesce(w.published_at, v.created_at) as at from workflows w
     left join workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2)`,
    [workspaceId, id],
  );
  if (row === undefined) throw noWorkflow(id);
  const { version, revision, label, at, called } = row;
  const isPublished = version !== null && revision !== null && at !== null;
  const changedCalls = isPublished && called !== null ? await changedSince(opened, called) : [];
  return {
    published: isPublished ? { version, revision, label, at: at.toISOString(), changedCalls } : null,
    triggers: await listTriggersOf(opened, workspaceId, row.id),
  };
}

async function changedSince(session: DatabaseSession, text: string): Promise<{ id: string; name: string }[]> {
  const called = [...readCalled(text).values()];
  const rows = await session.execute<{ id: string; revision: number }>(
    "select id, revision from workflows where id = any($1)",
    [called.map(({ id }) => id)],
  );
  const now = new Set(rows.map(({ id, revision }) => `${id}@${revision}`));
  const changed = called.filter(({ revision }) => revision.includes("@") && !now.has(revision));
  // One that is called by its id and by its slug is one.
  return [...new Map(changed.map(({ id, name }) => [id, { id, name }])).values()];
}
