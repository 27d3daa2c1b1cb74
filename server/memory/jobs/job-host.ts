import { openJson, sealJson } from "@/drizzle/schema/sealed";
import { AppError, isAppError, toAppError, toRunError } from "@/nodes/core/app-error";
import type { Database } from "@/server/db/open-database";
import { isDatabaseAway } from "@/server/db/passing-error";
import { logger } from "@/server/logger";
import type { JobContext, JobKind, JobWork } from "@/server/memory/jobs/job";
import { JobProgress } from "@/server/memory/jobs/job-progress";
import { JobQueue } from "@/server/memory/jobs/job-queue";
import type { JobRow } from "@/server/memory/jobs/job-view";

const leaseSeconds = 15;
const heartbeatMs = 1_000;
/** Of so many heartbeats one renews the lease; each looks whether somebody canceled. */
const beatsPerLease = 5;

export interface JobHostOptions {
  readonly database: Database;
  readonly owner: string;
  readonly workOf: (kind: JobKind) => Promise<JobWork>;
}

/** The jobs that this process carries out. A row's lease says who has a job, the queue only that it waits. */
export class JobHost {
  readonly #options: JobHostOptions;
  readonly #queue: JobQueue;
  readonly #held = new Map<string, AbortController>();
  #isStopping = false;

  constructor(options: JobHostOptions) {
    this.#options = options;
    this.#queue = new JobQueue(options.database, (id) => this.#carryOut(id));
  }

  /** Tells of a job whose row is there. */
  async offer(id: string): Promise<void> {
    await this.#queue.tell(id);
  }

  /** Takes up what a crash or a stop left behind, and says how many that are. Starts nothing where there is none. */
  async resume(): Promise<number> {
    const { database } = this.#options;
    const alone = database.kind === "pglite";
    const open = await database.execute<{ id: string }>(
      `update memory_jobs set lease_owner = null, lease_expires_at = null
       where status in ('queued', 'running') and ($1 or lease_expires_at is null or lease_expires_at < now()) returning id`,
      [alone],
    );
    for (const { id } of open) await this.offer(id);
    // Signs of others that died lately come back by themselves to who listens.
    if (!alone && open.length === 0 && (await this.#hasOpen())) await this.#queue.open();
    return open.length;
  }

  async #hasOpen(): Promise<boolean> {
    const open = await this.#options.database.execute(
      "select id from memory_jobs where status in ('queued', 'running') limit 1",
    );
    return open.length > 0;
  }

  /** Cancels at once what this process holds; elsewhere the holder looks every second. */
  cancel(id: string): void {
    this.#held.get(id)?.abort(canceled());
  }

  /** Gives its jobs back: they go on elsewhere, or at the next start. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const held of this.#held.values()) held.abort(new AppError("CANCELED", "The server is stopping."));
    await this.#queue.close();
  }

  async #carryOut(id: string): Promise<void> {
    if (this.#isStopping) throw new Error("The server is stopping.");
    const row = await this.#claim(id);
    if (row === undefined) return this.#requireOver(id);
    const abort = new AbortController();
    this.#held.set(id, abort);
    const progress = new JobProgress(this.#options.database, id, this.#options.owner);
    const heartbeat = this.#keep(row, abort);
    try {
      if (row.cancel_requested) throw canceled();
      const work = await this.#options.workOf(row.kind);
      await work(this.#context(row, abort.signal, progress));
      await progress.store();
      await this.#finish(row, "completed");
    } catch (thrown) {
      await progress.store().catch(() => {});
      await this.#fail(row, abort.signal.aborted ? abort.signal.reason : thrown);
    } finally {
      clearInterval(heartbeat);
      progress.stop();
      this.#held.delete(id);
    }
  }

  #context(row: JobRow, signal: AbortSignal, progress: JobProgress): JobContext {
    return {
      database: this.#options.database,
      id: row.id,
      workspaceId: row.workspace_id,
      kind: row.kind,
      collectionId: row.collection_id,
      documentId: row.document_id,
      options: row.options === null ? {} : (openJson(row.options) as Record<string, unknown>),
      signal,
      isInterrupted: () => this.#isStopping,
      progress: (stage, done, total) => progress.set(stage, done, total),
    };
  }

  /** Undefined: it is over, deleted, or somebody else is at it. */
  async #claim(id: string): Promise<JobRow | undefined> {
    const { database, owner } = this.#options;
    const [row] = await database.execute<JobRow>(
      `update memory_jobs set status = 'running', lease_owner = $2, started_at = coalesce(started_at, now()),
         lease_expires_at = now() + interval '${leaseSeconds} seconds'
       where id = $1 and status in ('queued', 'running') and (lease_expires_at is null or lease_expires_at < now())
       returning *`,
      [id, owner],
    );
    return row;
  }

  /** A job that somebody else has: should that one be gone, this sign comes back until its lease has run out. */
  async #requireOver(id: string): Promise<void> {
    const open = await this.#options.database.execute(
      "select id from memory_jobs where id = $1 and status in ('queued', 'running')",
      [id],
    );
    if (open.length > 0) throw new Error("Somebody else carries this job out.");
  }

  #keep({ id }: JobRow, abort: AbortController): NodeJS.Timeout {
    let beats = 0;
    return setInterval(() => {
      beats += 1;
      this.#beat(id, beats % beatsPerLease === 0).then(
        (state) => {
          if (state === undefined) abort.abort(new AppError("CANCELED", "The job was deleted, or goes on elsewhere."));
          else if (state.cancel_requested) abort.abort(canceled());
        },
        (error: unknown) => logger().warn({ err: error, job: id }, "The lease of a job could not be renewed"),
      );
    }, heartbeatMs).unref();
  }

  async #beat(id: string, renews: boolean): Promise<{ readonly cancel_requested: boolean } | undefined> {
    const { database, owner } = this.#options;
    const [state] = await database.execute<{ cancel_requested: boolean }>(
      renews
        ? `update memory_jobs set lease_expires_at = now() + interval '${leaseSeconds} seconds'
           where id = $1 and lease_owner = $2 returning cancel_requested`
        : "select cancel_requested from memory_jobs where id = $1 and lease_owner = $2",
      [id, owner],
    );
    return state;
  }

  async #fail(row: JobRow, thrown: unknown): Promise<void> {
    const error = toAppError(thrown);
    if (this.#isStopping || isDatabaseAway(thrown)) {
      await this.#giveBack(row);
      throw error;
    }
    const isCanceled = isAppError(thrown) && thrown.code === "CANCELED";
    if (!isCanceled) logger().warn({ err: error, job: row.id, kind: row.kind }, "A job failed");
    await this.#finish(row, isCanceled ? "canceled" : "failed", isCanceled ? undefined : error);
  }

  async #giveBack({ id }: JobRow): Promise<void> {
    const { database, owner } = this.#options;
    await database
      .execute(
        "update memory_jobs set status = 'queued', lease_owner = null, lease_expires_at = null where id = $1 and lease_owner = $2",
        [id, owner],
      )
      .catch(() => {
        // Its lease runs out.
      });
  }

  /** The document of a job that ended badly says so too, unless a search finds it as it was before. */
  async #finish(
    { id, document_id }: JobRow,
    status: "completed" | "failed" | "canceled",
    error?: AppError,
  ): Promise<void> {
    const { database, owner } = this.#options;
    const sealed = error === undefined ? null : sealJson(toRunError(error));
    await database.execute(
      `with finished as (
         update memory_jobs set status = $3, error = $4, finished_at = now(), lease_owner = null, lease_expires_at = null
         where id = $1 and lease_owner = $2 returning id)
       update documents set status = case when generation > 0 then 'ready' else $3 end, error = $4, updated_at = now()
       where id = $5 and $3 <> 'completed' and exists (select 1 from finished)`,
      [id, owner, status, sealed, document_id],
    );
  }
}

function canceled(): AppError {
  return new AppError("CANCELED", "The job was canceled.");
}
