import type { Database } from "@/server/db/open-database";
import { singleton } from "@/server/singleton";

/** What a run's start needs of a workflow's row. */
export interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly origin: "local" | "imported";
  readonly grants: unknown;
}

interface Known {
  readonly rows: Map<string, WorkflowRow>;
  /** Rises with each change of a workflow: what was read before is not kept. */
  generation: number;
}

const mostKnown = 1_000;

function knownIn(database: Database): Known {
  const all = singleton("known-workflows", () => new WeakMap<Database, Known>());
  const known = all.get(database) ?? { rows: new Map(), generation: 0 };
  all.set(database, known);
  return known;
}

/**
 * The row of a workflow, by id or slug; undefined when there is none. The embedded database has one process, so that a
 * row that was read stays true until `forgetWorkflow` says otherwise: a start of a run is spared its query.
 */
export async function readWorkflowRow(
  database: Database,
  workspaceId: string,
  idOrSlug: string,
): Promise<WorkflowRow | undefined> {
  const known = knownIn(database);
  const key = `${workspaceId}/${idOrSlug}`;
  const kept = known.rows.get(key);
  if (kept !== undefined) return kept;
  const { generation } = known;
  const [row] = await database.execute<WorkflowRow>(
    "select id, name, revision, origin, grants from workflows where (id = $1 or slug = $1) and workspace_id = $2",
    [idOrSlug, workspaceId],
  );
  if (row === undefined || database.kind !== "pglite" || generation !== known.generation) return row;
  if (known.rows.size >= mostKnown) known.rows.clear();
  known.rows.set(key, row);
  return row;
}

/** After every write to a row of `workflows`. */
export function forgetWorkflow(database: Database, id: string): void {
  const known = knownIn(database);
  known.generation += 1;
  for (const [key, row] of known.rows) if (row.id === id) known.rows.delete(key);
}
