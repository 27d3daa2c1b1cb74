import type { Database } from "@/server/db/open-database";
import type { HeldRun, RunRows } from "@/server/runs/run-rows";

/** How long a run belongs to its holder after the holder's last sign of life. */
export const leaseMs = 15_000;

/** Channel on which processes that share a Postgres tell each other that a run has new events. */
export const runEventsChannel = "heddle_run_events";

export interface Statement {
  readonly text: string;
  readonly parameters: (string | readonly string[])[];
}

const heldTypes = "id text, fence int";
const runColumns =
  "id, fence, status, output, error, usage, hosts, last_seq, started_at, finished_at, lease_owner, crashes, is_dead_letter";
const runTypes =
  "id text, fence int, status text, output text, error text, usage jsonb, hosts jsonb, last_seq int, started_at timestamptz, finished_at timestamptz, lease_owner text, crashes int, is_dead_letter boolean";
const newColumns =
  "workspace_id, workflow_id, graph_hash, durability, trigger, idempotency_key, options, input, place_limit, priority";
const newTypes =
  "workspace_id text, workflow_id text, graph_hash text, durability text, trigger text, idempotency_key text, options jsonb, input text, place_limit int, priority smallint";
const eventColumns = "run_id, seq, at, type, node_id, path, attempt, payload";
const eventTypes = "run_id text, seq int, at bigint, type text, node_id text, path text, attempt int, payload text";
const nodeRunColumns =
  "run_id, node_id, path, node_type, status, attempt, started_at, finished_at, duration_ms, usage, error, reused_from";
const nodeRunTypes =
  "run_id text, node_id text, path text, node_type text, status text, attempt int, started_at timestamptz, finished_at timestamptz, duration_ms real, usage jsonb, error text, reused_from text";

const waitColumns = "run_id, node_id, path, workspace_id, reason, choices, details, due_at";
const waitTypes =
  "run_id text, node_id text, path text, workspace_id text, reason text, choices jsonb, details text, due_at timestamptz";

const updatedColumns = runColumns
  .split(", ")
  .slice(2)
  .map((column) => `${column} = u.${column}`);
const notedColumns = nodeRunColumns
  .split(", ")
  .slice(3)
  .map((column) => `${column} = excluded.${column}`);

/** The database's own clock: it is the one that other processes compare with. */
const leaseEnd = (row: string) =>
  `case when ${row}.lease_owner is null then null else now() + interval '${leaseMs} milliseconds' end`;

/**
 * One statement for everything. The row of each run is locked under its fence, and changed where a list of runs would
 * show something new: where the fence does not match, another process holds the run, the row is not returned, and
 * nothing of that run is inserted. A new run whose idempotency key is taken is not returned either. Repeated after a lost
 * answer it changes nothing.
 */
export function flushStatement(kind: Database["kind"], runs: readonly RunRows[]): Statement {
  const parameters: Statement["parameters"] = [];
  const rows = (list: readonly object[], types: string, name: string) =>
    `json_to_recordset($${parameters.push(JSON.stringify(list))}::json) as ${name}(${types})`;
  const named = (list: readonly HeldRun[]) => namedIn(list, parameters);
  const parts: string[] = [];
  const held: string[] = [];
  const created = runs.flatMap(({ run, created }) => (created === undefined ? [] : [{ ...run, ...created }]));
  const updated = runs.flatMap(({ run, created }) => (run === undefined || created !== undefined ? [] : [run]));
  const locked = runs.flatMap(({ run, held }) => (run === undefined ? [held] : []));
  const nodeRuns = runs.flatMap((run) => run.nodeRuns);
  if (created.length > 0) {
    parts.push(
      `created as (insert into runs (${runColumns}, lease_expires_at, ${newColumns}) select ${runColumns}, ${leaseEnd("n")}, ${newColumns} from ${rows(created, `${runTypes}, ${newTypes}`, "n")} on conflict do nothing returning id)`,
    );
    held.push("select id from created");
  }
  if (updated.length > 0) {
    parts.push(
      `updated as (update runs r set ${updatedColumns.join(", ")}, lease_expires_at = ${leaseEnd("u")} from ${rows(updated, runTypes, "u")} where r.id = u.id and r.fence = u.fence and r.id ${named(updated)} returning r.id)`,
    );
    held.push("select id from updated");
  }
  if (locked.length > 0) {
    parts.push(
      `locked as (select r.id from runs r, ${rows(locked, heldTypes, "l")} where r.id = l.id and r.fence = l.fence and r.id ${named(locked)} for no key update of r)`,
    );
    held.push("select id from locked");
  }
  parts.push(`held as (${held.join(" union all ")})`);
  const events = rows(
    runs.flatMap((run) => run.events),
    eventTypes,
    "e",
  );
  parts.push(
    `stored as (insert into run_events (${eventColumns}) select ${eventColumns} from ${events} where run_id in (select id from held) on conflict (run_id, seq) do nothing)`,
  );
  if (nodeRuns.length > 0) {
    parts.push(
      `noted as (insert into node_runs (${nodeRunColumns}) select ${nodeRunColumns} from ${rows(nodeRuns, nodeRunTypes, "k")} where run_id in (select id from held) on conflict (run_id, node_id, path) do update set ${notedColumns.join(", ")})`,
    );
  }
  parts.push(...waitParts(runs, rows));
  const tell = kind === "postgres" ? `, pg_notify('${runEventsChannel}', id)` : "";
  return { text: `with ${parts.join(", ")} select id${tell} from held`, parameters };
}

type Rows = (list: readonly object[], types: string, name: string) => string;

/** Most flushes have none of them. */
function waitParts(runs: readonly RunRows[], rows: Rows): string[] {
  const waiting = runs.flatMap((run) => run.waits.waiting);
  const answered = runs.flatMap((run) => run.waits.answered);
  const over = runs.flatMap(({ held, waits }) => (waits.isOver ? [{ run_id: held.id }] : []));
  const heldRun = "run_id in (select id from held)";
  return [
    ...(waiting.length === 0
      ? []
      : [
          `waiting as (insert into waits (${waitColumns}) select ${waitColumns} from ${rows(waiting, waitTypes, "w")} where ${heldRun} on conflict (run_id, node_id, path) do update set reason = excluded.reason, choices = excluded.choices, details = excluded.details, due_at = excluded.due_at)`,
        ]),
    ...(answered.length === 0
      ? []
      : [
          `answered as (delete from waits where ${heldRun} and (run_id, node_id, path) in (select run_id, node_id, path from ${rows(answered, "run_id text, node_id text, path text", "a")}))`,
        ]),
    ...(over.length === 0
      ? []
      : [
          `over as (delete from waits where ${heldRun} and run_id in (select run_id from ${rows(over, "run_id text", "o")}))`,
        ]),
  ];
}

/**
 * Names the rows by their key once more. The planner takes any list of JSON for a hundred rows, for which it would read
 * the whole table. A single row has a statement of its own, whose plan does not depend on its parameters and is kept.
 */
function namedIn(runs: readonly HeldRun[], parameters: Statement["parameters"]): string {
  const ids = runs.map((run) => run.id);
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? `= $${parameters.push(only)}` : `= any($${parameters.push(ids)})`;
}
