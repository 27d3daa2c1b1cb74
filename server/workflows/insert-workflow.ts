import type { Capabilities, Workflow } from "@/nodes/core/workflow";
import { database } from "@/server/db/database";
import { isUniqueViolation } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import { newId } from "@/server/new-id";
import { freeSlug, slugOf } from "@/server/slug";
import { documentText } from "@/server/workflows/parse-document";

export interface InsertWorkflow {
  /** Default: a new one. */
  readonly id?: string;
  readonly workspaceId: string;
  /** Valid, as `parseDocument` gives it. */
  readonly document: Workflow;
  /** Written on this machine, or brought from elsewhere: what is brought reaches nothing until it is granted. */
  readonly origin: "local" | "imported";
  readonly grants?: Capabilities;
  /** Why its first version exists. */
  readonly reason: "created" | "imported" | "duplicated" | "example";
}

const attempts = 10;

/** Stores a new workflow and its first version; returns its id. */
export async function insertWorkflow(workflow: InsertWorkflow): Promise<string> {
  const opened = await database();
  const text = documentText(workflow.document);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await insert(opened, workflow, text);
    } catch (error) {
      // Somebody took the slug at the same moment.
      if (!isUniqueViolation(error, "workflows_slug") || attempt === attempts) throw error;
    }
  }
}

async function insert(
  opened: Database,
  { id = newId(), workspaceId, document, origin, grants, reason }: InsertWorkflow,
  text: string,
): Promise<string> {
  const slug = await chooseSlug(opened, workspaceId, nameOf(document));
  await opened.execute(
    `with made as (
       insert into workflows (id, workspace_id, slug, name, description, document, settings, revision, origin, grants, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, date_trunc('milliseconds', clock_timestamp())) returning id)
     insert into workflow_versions (workspace_id, workflow_id, version, revision, document, reason)
     select $2, id, 1, 1, $6, $10 from made`,
    [
      id,
      workspaceId,
      slug,
      nameOf(document),
      document.description,
      text,
      JSON.stringify(document.settings),
      origin,
      grants === undefined ? null : JSON.stringify(grants),
      reason,
    ],
  );
  return id;
}

/** A name for lists; a document may have none. */
export function nameOf(document: Workflow): string {
  return document.name.trim() === "" ? "Untitled workflow" : document.name;
}

async function chooseSlug(opened: Database, workspaceId: string, name: string): Promise<string> {
  const slug = slugOf(name);
  const rows = await opened.execute<{ slug: string }>(
    "select slug from workflows where workspace_id = $1 and slug like $2",
    [workspaceId, `${slug}%`],
  );
  return freeSlug(slug, new Set(rows.map((row) => row.slug)));
}
