import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import type {
  QueryResult,
  SqlClient,
  SqlParameter,
  SqlSession,
  TransactionOptions,
  Unlisten,
} from "@/server/db/sql-client";
import { toWire } from "@/server/db/sql-client";
import type { WorkerOptions } from "@/server/db/worker-link";
import { WorkerLink } from "@/server/db/worker-link";
import { projectRoot } from "@/server/project-root";

const defaultTransactionTimeoutMs = 30_000;

type WireResult = readonly [
  columns: readonly string[],
  types: readonly number[],
  rows: readonly (readonly unknown[])[],
  affectedRows: number,
];

/** PGlite in a worker thread. It has one session: while a transaction is open, everything else waits for its end. */
export class PgliteClient implements SqlClient {
  readonly #link: WorkerLink;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  /** Starts of what waits for the open transaction; undefined: none is open. */
  #waiting: (() => void)[] | undefined;

  private constructor(options: WorkerOptions) {
    const file = join(/* turbopackIgnore: true */ projectRoot(), "server", "db", "pglite-worker.mjs");
    this.#link = new WorkerLink(file, options, (channel, payload) => this.#notified(channel, payload));
  }

  static async open(options: WorkerOptions): Promise<PgliteClient> {
    const client = new PgliteClient(options);
    await client.#link.opened;
    return client;
  }

  async query(text: string, parameters: readonly SqlParameter[] = []): Promise<QueryResult> {
    const values = parameters.map(toWire);
    while (this.#waiting !== undefined) await this.#turn();
    return toQueryResult(await this.#link.request<WireResult>("single", text, values));
  }

  async exec(text: string): Promise<Record<string, unknown>[]> {
    while (this.#waiting !== undefined) await this.#turn();
    return await this.#link.request("exec", text);
  }

  async transaction<T>(run: (session: SqlSession) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    while (this.#waiting !== undefined) await this.#turn();
    this.#waiting = [];
    const hold = new Hold(this.#link, options.timeoutMs ?? defaultTransactionTimeoutMs, () => this.#release());
    return await hold.run(run);
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<Unlisten> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(onPayload);
    if (listeners.size === 1) await this.query(`listen ${quoteName(channel)}`);
    return async () => {
      listeners.delete(onPayload);
      if (listeners.size === 0 && this.#listeners.get(channel) === listeners) {
        this.#listeners.delete(channel);
        await this.query(`unlisten ${quoteName(channel)}`);
      }
    };
  }

  /** The whole data folder as a tar file, to start other databases from. */
  async dump(): Promise<Uint8Array> {
    return await this.#link.request("dump");
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting?.push(resolve) ?? resolve());
  }

  #release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const start of waiting) start();
  }

  #notified(channel: string, payload: string): void {
    for (const onPayload of this.#listeners.get(channel) ?? []) onPayload(payload);
  }
}

/** One transaction that holds the session. `release` lets the others go on once its end is on its way. */
class Hold implements SqlSession {
  readonly #link: WorkerLink;
  readonly #release: () => void;
  readonly #timeoutMs: number;
  #over: Error | undefined;

  constructor(link: WorkerLink, timeoutMs: number, release: () => void) {
    this.#link = link;
    this.#timeoutMs = timeoutMs;
    this.#release = release;
  }

  async query(text: string, parameters: readonly SqlParameter[] = []): Promise<QueryResult> {
    if (this.#over !== undefined) throw this.#over;
    return toQueryResult(await this.#link.request<WireResult>("query", text, parameters.map(toWire)));
  }

  async run<T>(run: (session: SqlSession) => Promise<T>): Promise<T> {
    const expired = Promise.withResolvers<never>();
    const timer = setTimeout(() => expired.reject(this.#timedOut()), this.#timeoutMs);
    try {
      await this.#link.request("query", "begin");
      const value = await Promise.race([run(this), expired.promise]);
      await this.#finish("commit");
      return value;
    } catch (error) {
      if (this.#over === undefined) await this.#finish("rollback");
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #finish(word: "commit" | "rollback"): Promise<void> {
    this.#over = new AppError("INTERNAL", "A statement was sent to a transaction that has ended.");
    const finished = this.#link.request("single", word);
    this.#release();
    await finished;
  }

  #timedOut(): AppError {
    return new AppError("TIMED_OUT", `A database transaction took longer than ${this.#timeoutMs} ms and was undone.`, {
      hint: "Inside a transaction use only its own session: the embedded database makes everything else wait.",
    });
  }
}

function toQueryResult([columns, types, rows, affectedRows]: WireResult): QueryResult {
  return { columns, types, rows, affectedRows };
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
