import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";
import type { RunError } from "@/nodes/core/app-error";
import type { RunStatus } from "@/nodes/core/run-status";
import { runStatuses } from "@/nodes/core/run-status";

const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(", "));

/** The document that runs were frozen with, stored once however many runs share it. */
export const runGraphs = pgTable("run_graphs", {
  /** SHA-256 of `document`, in hex. */
  hash: text("hash").primaryKey(),
  workspaceId: workspaceId(),
  document: text("document").notNull(),
  createdAt: createdAt(),
});

/** One row a run. All but the lease, the request to cancel and what it was sent again as is a fold of its events. */
export const runs = pgTable(
  "runs",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    /**
     * Null for a run without a stored workflow. No foreign key: a run outlives its workflow and keeps its name, and the
     * check would cost every start of a run.
     */
    workflowId: text("workflow_id"),
    /** Key of `run_graphs`. */
    graphHash: text("graph_hash").notNull(),
    status: text("status").$type<RunStatus>().notNull().default("queued"),
    durability: text("durability").$type<"steps" | "result">().notNull().default("steps"),
    /** What started it, such as `manual`, `api`, `schedule`, `webhook`, `chat`, `workflow`. */
    trigger: text("trigger").notNull().default("manual"),
    input: sealed("input"),
    output: sealed<Record<string, unknown>>("output"),
    error: sealed<RunError>("error"),
    usage: jsonb("usage").$type<Record<string, unknown>>(),
    /** Hosts that the run contacted. */
    hosts: jsonb("hosts").$type<string[]>(),
    options: jsonb("options").$type<Record<string, unknown>>(),
    idempotencyKey: text("idempotency_key"),
    lastSeq: integer("last_seq").notNull().default(0),
    /** Times in a row that the process died without a new `node.completed`. */
    crashes: integer("crashes").notNull().default(0),
    /** It failed because its process crashed too often: a person may send it again. */
    isDeadLetter: boolean("is_dead_letter").notNull().default(false),
    /** Of a dead letter: the run that goes on in its place. */
    sentAgainAs: text("sent_again_as"),
    cancelRequested: boolean("cancel_requested").notNull().default(false),
    /** Rises each time that the run is claimed; events that carry a lower one are refused. */
    fence: integer("fence").notNull().default(0),
    /**
     * Of a queued run that waits for a place among the runs of its workflow: how many places there are. Null once it has
     * one, and where the workflow has no limit.
     */
    placeLimit: integer("place_limit"),
    /** Higher first among the runs that wait for a slot or a place. */
    priority: smallint("priority").notNull().default(0),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at"),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("runs_workflow").on(table.workflowId, table.id),
    index("runs_unfinished")
      .on(table.status, table.leaseExpiresAt)
      .where(sql`status in ('queued', 'running', 'waiting')`),
    index("runs_dead_letters").on(table.workspaceId, table.id).where(sql`is_dead_letter`),
    index("runs_forks").on(sql`(options -> 'forkedFrom' ->> 'runId')`).where(sql`trigger = 'fork'`),
    uniqueIndex("runs_idempotency_key")
      .on(table.workspaceId, table.workflowId, table.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    check("runs_status", sql`${table.status} in (${quoted(runStatuses)})`),
    check("runs_durability", sql`${table.durability} in ('steps', 'result')`),
  ],
);
