import { AppError } from "@/nodes/core/app-error";
import { openDocument } from "@/nodes/core/upgrade";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { database } from "@/server/db/database";
import { isUniqueViolation } from "@/server/db/database-error";
import type { Database } from "@/server/db/open-database";
import type { SqlParameter } from "@/server/db/sql-client";
import { forgetWorkflow } from "@/server/executor/known-workflows";
import type { Fitted } from "@/server/workflows/fit-changes";
import { noWorkflow } from "@/server/workflows/get-summary";
import { nameOf } from "@/server/workflows/insert-workflow";
import { documentText, withRequires } from "@/server/workflows/parse-document";
import { announceChange } from "@/server/workflows/workflow-bus";

/** The newest revision as a change finds it. */
export interface Newest {
  readonly id: string;
  readonly revision: number;
  readonly document: Workflow;
}

export interface CommitChange {
  readonly workspaceId: string;
  readonly id: string;
  /** Who makes it: a tab, or a word such as `rest`. */
  readonly origin: string;
  /** The same one is applied once. */
  readonly changeId: string;
  /** Somebody meant this revision: it is a version at once, listed with this reason. Absent: it is one edit of many. */
  readonly keepAs?: "saved" | "restored";
  /** The change in view of the newest revision; called again when somebody else was faster. */
  readonly fit: (newest: Newest) => Promise<Fitted> | Fitted;
}

/** Editing for longer than this makes a version of what was there before. */
const snapshotEveryMs = 10 * 60_000;
const attempts = 20;

interface NewestRow {
  readonly id: string;
  readonly revision: number;
  readonly document: string;
  readonly known: number | null;
  readonly last_version: number | null;
  readonly last_version_revision: number | null;
  readonly last_version_at: Date | null;
}

/**
 * Stores a change as the next revision. Every revision can be undone by its changes; versions are those that people look
 * for later:
 * - What was sent as a whole (created, imported, PUT, restored, kept by hand) is a version at once, so that the list
 *   shows the current revision right after it.
 * - Edits that autosave sends fold into one: no version each, but one of what was there before, when the last version is
 *   more than ten minutes old, and again before the next whole document takes their place. Nothing typed is ever lost.
 *
 * One statement does it all, or nothing when another change came first (then it is fitted again). Tells the open tabs.
 * Returns the revision that holds the change.
 */
export async function commitChange(request: CommitChange): Promise<number> {
  const opened = await database();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await readNewest(opened, request);
    if (row.known !== null) return row.known;
    const newest = { id: row.id, revision: row.revision, document: openDocument(row.document, definitions) };
    const fitted = await request.fit(newest);
    if (!(await store(opened, request, row, fitted))) continue;
    forgetWorkflow(opened, row.id);
    announceChange(row.id);
    return row.revision + 1;
  }
  throw new AppError("CONFLICT", "This workflow is being changed by many at once. Try again in a moment.", {
    retryable: true,
  });
}

async function readNewest(opened: Database, { workspaceId, id, changeId }: CommitChange): Promise<NewestRow> {
  const [row] = await opened.execute<NewestRow>(
    `select w.id, w.revision, w.document,
       (select revision from workflow_changes c where c.workflow_id = w.id and c.change_id = $3) as known,
       v.version as last_version, v.revision as last_version_revision, v.created_at as last_version_at
     from workflows w
     left join lateral (select version, revision, created_at from workflow_versions where workflow_id = w.id order by version desc limit 1) v on true
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2)`,
    [workspaceId, id, changeId],
  );
  if (row === undefined) throw noWorkflow(id);
  return row;
}

/** False when another change came first. */
async function store(opened: Database, request: CommitChange, row: NewestRow, fitted: Fitted): Promise<boolean> {
  const workflow = withRequires(fitted.workflow);
  const parameters: SqlParameter[] = [
    row.id,
    row.revision,
    documentText(workflow),
    nameOf(workflow),
    workflow.description,
    JSON.stringify(workflow.settings),
    JSON.stringify(fitted.changes),
    JSON.stringify(fitted.inverse),
    request.origin,
    request.changeId,
    request.workspaceId,
  ];
  const add = (value: SqlParameter) => `$${parameters.push(value)}`;
  const versions = newVersions(request, row).map(
    ({ of, reason }, i) => `, version_${i} as (
       insert into workflow_versions (workspace_id, workflow_id, version, revision, document, reason)
       select $11, id, ${add((row.last_version ?? 0) + 1 + i)}::int, ${of === "before" ? "$2::int, document" : "$2::int + 1, $3"}, ${add(reason)}
       from before where id in (select id from moved))`,
  );
  try {
    const moved = await opened.execute(
      `with before as (select id, document from workflows where id = $1 and revision = $2 for update),
        moved as (
          update workflows set document = $3, name = $4, description = $5, settings = $6, revision = $2::int + 1,
            updated_at = date_trunc('milliseconds', clock_timestamp())
          where id in (select id from before) returning id)${versions.join("")}
       insert into workflow_changes (workspace_id, workflow_id, revision, changes, inverse, origin, change_id)
       select $11, id, $2::int + 1, $7, $8, $9, $10 from moved returning revision`,
      parameters,
    );
    return moved.length > 0;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

interface NewVersion {
  /** Which document: the one that was there, or the one that comes. */
  readonly of: "before" | "after";
  readonly reason: string;
}

function newVersions({ keepAs }: CommitChange, row: NewestRow): NewVersion[] {
  const isKept = row.last_version_revision === row.revision;
  const isOld = Date.now() - (row.last_version_at?.getTime() ?? 0) > snapshotEveryMs;
  return [
    ...(!isKept && (isOld || keepAs !== undefined) ? [{ of: "before", reason: "automatic" } as const] : []),
    ...(keepAs === undefined ? [] : [{ of: "after", reason: keepAs } as const]),
  ];
}
