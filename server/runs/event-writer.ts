import { setTimeout as delay } from "node:timers/promises";
import { sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { nodeRunKey, type RunState } from "@/nodes/core/run-state";
import { isRunOver } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { type EventRow, toEventRow } from "@/server/runs/event-row";
import type { RunBus } from "@/server/runs/run-bus";
import type { NewRun, RunLog } from "@/server/runs/run-log";

export const leaseMs = 15_000;

/** More than this in one statement would keep other statements waiting. */
const maxEventsPerFlush = 4_000;

/** Channel on which processes that share a Postgres tell each other that a run has new events. */
export const runEventsChannel = "heddle_run_events";

interface Taken {
  readonly log: RunLog;
  readonly events: readonly TraceEvent[];
  readonly newRun?: NewRun;
}

/**
 * Commits events in groups: while one statement is under way the events of all runs collect, and the next one takes them
 * all, so that durability costs a share of a statement, not a statement a node. One event passes one function: insert,
 * project (the run's row and those of nodes that cost something), commit, publish.
 */
export class EventWriter {
  readonly #database: Database;
  readonly #bus: RunBus;
  readonly #owner: string;
  #dirty = new Set<RunLog>();
  #loop: Promise<void> | undefined;

  constructor(options: { database: Database; bus: RunBus; owner: string }) {
    this.#database = options.database;
    this.#bus = options.bus;
    this.#owner = options.owner;
  }

  schedule(log: RunLog): void {
    this.#dirty.add(log);
    this.#loop ??= this.#flushAll();
  }

  publishLive(event: TraceEvent): void {
    this.#bus.publish(event.runId, [event]);
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    await this.#loop;
  }

  async #flushAll(): Promise<void> {
    while (this.#dirty.size > 0) {
      // A turn of the event loop: nodes that only compute end within it, and their events travel together.
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.#flush(this.#take());
    }
    this.#loop = undefined;
  }

  #take(): Taken[] {
    const taken: Taken[] = [];
    let count = 0;
    for (const log of this.#dirty) {
      if (count > maxEventsPerFlush) break;
      this.#dirty.delete(log);
      const events = log.take();
      if (events.length === 0) continue;
      count += events.length;
      taken.push({ log, events, newRun: log.newRun });
      log.newRun = undefined;
    }
    return taken;
  }

  async #flush(taken: readonly Taken[]): Promise<void> {
    if (taken.length === 0) return;
    const statement = this.#statement(taken);
    const held = await this.#writeUntilStored(statement);
    for (const { log, events } of taken) {
      if (!held.has(log.runId)) {
        log.lose(new AppError("CONFLICT", `Run ${log.runId} is held by another process now.`));
        continue;
      }
      this.#bus.publish(log.runId, events);
      log.settle((events.at(-1) as TraceEvent).seq);
    }
  }

  /** The database may be away for a while: nothing is lost, runs go on when it is back. */
  async #writeUntilStored({ text, parameters }: Statement): Promise<Set<string>> {
    for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
      try {
        const rows = await this.#database.execute<{ id: string }>(text, parameters);
        return new Set(rows.map((row) => row.id));
      } catch (error) {
        logger().error({ err: error }, "Events of runs could not be stored; trying again");
        if (!isPassing(error)) throw error;
        await delay(pause);
      }
    }
  }

  #statement(taken: readonly Taken[]): Statement {
    const events = taken.flatMap(({ events }) => events.map(toEventRow));
    const created = taken
      .filter(({ newRun }) => newRun !== undefined)
      .map((one) => ({
        ...newRunRow(one.newRun as NewRun),
        input: sealJson(one.log.state.input),
        ...this.#runRow(one),
      }));
    const updated = taken.filter(({ newRun }) => newRun === undefined).map((one) => this.#runRow(one));
    const nodeRuns = taken.flatMap(nodeRunRows);
    return buildStatement(this.#database.kind, events, created, updated, nodeRuns);
  }

  #runRow({ log, events }: Taken) {
    const { state } = log;
    const over = isRunOver(state.status);
    const resting = over || state.status === "waiting";
    return {
      id: log.runId,
      fence: log.fence,
      ...projectRun(state),
      // Poison is what crashes again and again without getting anywhere.
      crashes: events.some((event) => event.type === "node.completed") ? 0 : null,
      lease_owner: resting ? null : this.#owner,
      lease_expires_at: resting ? null : new Date(Date.now() + leaseMs).toISOString(),
    };
  }
}

interface Statement {
  readonly text: string;
  readonly parameters: string[];
}

/** Errors of the network and of a server that starts or stops; all else would fail again. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && /^(08|57P|53|40|ECONN|EPIPE|ETIMEDOUT|CONNECTION)/.test(code);
}

/** The run's row as a fold of its events. */
export function projectRun(state: RunState) {
  return {
    status: state.status,
    output: state.output === null ? null : sealJson(state.output),
    error: state.error === undefined ? null : sealJson(state.error),
    usage: state.usage,
    hosts: [...state.hosts.values()],
    last_seq: state.lastSeq,
    started_at: toInstant(state.startedAt),
    finished_at: toInstant(state.finishedAt),
  };
}

function toInstant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function newRunRow(run: NewRun) {
  return {
    workspace_id: run.workspaceId,
    workflow_id: run.workflowId,
    graph_hash: run.graphHash,
    durability: run.durability,
    trigger: run.trigger,
    idempotency_key: run.idempotencyKey ?? null,
    options: run.options ?? null,
  };
}

const nodeEnds = new Set<TraceEvent["type"]>(["node.completed", "node.failed", "node.canceled"]);

function nodeRunRows({ log, events }: Taken) {
  if (log.costly.size === 0) return [];
  return events.flatMap((event) => {
    if (!("nodeId" in event) || !nodeEnds.has(event.type) || !log.costly.has(event.nodeId)) return [];
    const nodeRun = log.state.nodeRuns.get(nodeRunKey(event.nodeId, event.path));
    if (nodeRun === undefined) return [];
    return [
      {
        run_id: log.runId,
        node_id: nodeRun.nodeId,
        path: nodeRun.path,
        node_type: log.costly.get(nodeRun.nodeId),
        status: nodeRun.status,
        attempt: Math.max(1, nodeRun.attempt),
        started_at: toInstant(nodeRun.startedAt),
        finished_at: toInstant(nodeRun.finishedAt),
        duration_ms: nodeRun.durationMs ?? null,
        usage: nodeRun.usage ?? null,
        error: nodeRun.error === undefined ? null : sealJson(nodeRun.error),
        reused_from: nodeRun.reusedFrom ?? null,
      },
    ];
  });
}

const runColumns =
  "id, fence, status, output, error, usage, hosts, last_seq, started_at, finished_at, lease_owner, lease_expires_at";
const runTypes =
  "id text, fence int, status text, output text, error text, usage jsonb, hosts jsonb, last_seq int, started_at timestamptz, finished_at timestamptz, lease_owner text, lease_expires_at timestamptz, crashes int";
const newColumns = "workspace_id, workflow_id, graph_hash, durability, trigger, idempotency_key, options, input";
const newTypes =
  "workspace_id text, workflow_id text, graph_hash text, durability text, trigger text, idempotency_key text, options jsonb, input text";
const eventColumns = "run_id, seq, at, type, node_id, path, attempt, payload";
const eventTypes = "run_id text, seq int, at bigint, type text, node_id text, path text, attempt int, payload text";
const nodeRunColumns =
  "run_id, node_id, path, node_type, status, attempt, started_at, finished_at, duration_ms, usage, error, reused_from";
const nodeRunTypes =
  "run_id text, node_id text, path text, node_type text, status text, attempt int, started_at timestamptz, finished_at timestamptz, duration_ms real, usage jsonb, error text, reused_from text";

/**
 * One statement for everything. The update of a run's row carries its fence: where it does not match, another process
 * holds the run, the row is not returned, and nothing of that run is inserted. Events go only where the row was taken.
 */
function buildStatement(
  kind: Database["kind"],
  events: readonly EventRow[],
  created: readonly object[],
  updated: readonly object[],
  nodeRuns: readonly object[],
): Statement {
  const parameters: string[] = [];
  const json = (rows: readonly object[], types: string, name: string) =>
    `json_to_recordset($${parameters.push(JSON.stringify(rows))}::json) as ${name}(${types})`;
  const parts: string[] = [];
  const held: string[] = [];
  if (created.length > 0) {
    parts.push(
      `created as (insert into runs (${runColumns}, ${newColumns}) select ${runColumns}, ${newColumns} from ${json(created, `${runTypes}, ${newTypes}`, "n")} returning id)`,
    );
    held.push("select id from created");
  }
  if (updated.length > 0) {
    parts.push(
      `updated as (update runs r set status = u.status, output = u.output, error = u.error, usage = u.usage, hosts = u.hosts, last_seq = u.last_seq, started_at = u.started_at, finished_at = u.finished_at, lease_owner = u.lease_owner, lease_expires_at = u.lease_expires_at, crashes = coalesce(u.crashes, r.crashes) from ${json(updated, runTypes, "u")} where r.id = u.id and r.fence = u.fence returning r.id)`,
    );
    held.push("select id from updated");
  }
  parts.push(`held as (${held.join(" union all ")})`);
  parts.push(
    `stored as (insert into run_events (${eventColumns}) select ${eventColumns} from ${json(events, eventTypes, "e")} where run_id in (select id from held))`,
  );
  if (nodeRuns.length > 0) {
    const set = nodeRunColumns
      .split(", ")
      .slice(3)
      .map((column) => `${column} = excluded.${column}`);
    parts.push(
      `noted as (insert into node_runs (${nodeRunColumns}) select ${nodeRunColumns} from ${json(nodeRuns, nodeRunTypes, "k")} where run_id in (select id from held) on conflict (run_id, node_id, path) do update set ${set.join(", ")})`,
    );
  }
  const tell = kind === "postgres" ? `, pg_notify('${runEventsChannel}', id)` : "";
  return { text: `with ${parts.join(", ")} select id${tell} from held`, parameters };
}
