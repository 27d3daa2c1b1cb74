import { Worker } from "node:worker_threads";
import { AppError } from "@/nodes/core/app-error";
import type { DatabaseErrorSource } from "@/server/db/database-error";
import { DatabaseError } from "@/server/db/database-error";
import type { WireValue } from "@/server/db/sql-client";

type RequestKind = "query" | "single" | "exec" | "dump" | "close";
type Request = readonly [id: number, kind: RequestKind, text: string, values: readonly WireValue[]];
type Reply = readonly [id: number, error: DatabaseErrorSource | null, result: unknown];
type Message = readonly Reply[] | { readonly ready: true } | { readonly channel: string; readonly payload: string };

interface Pending {
  readonly text: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

export interface WorkerOptions {
  /** The folder of the database, or `memory://`. */
  readonly dataDir: string;
  /** A tar file made by `dump` that a new database starts from. */
  readonly template?: string;
}

/** Requests to the database thread and their answers, in order. What is asked within one turn travels as one message. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #onNotification: (channel: string, payload: string) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #opened = Promise.withResolvers<void>();
  #lastId = 0;
  #outbox: Request[] = [];
  #ended: Error | undefined;

  constructor(file: string, options: WorkerOptions, onNotification: (channel: string, payload: string) => void) {
    this.#onNotification = onNotification;
    this.#worker = new Worker(file, { workerData: options, execArgv: [], stdout: false });
    this.#worker.on("message", (message: Message) => this.#receive(message));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => this.#end(undefined));
  }

  /** Resolves when the database takes requests. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  request<T>(kind: RequestKind, text = "", values: readonly WireValue[] = []): Promise<T> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { text, resolve, reject });
      this.#outbox.push([this.#lastId, kind, text, values]);
      if (this.#outbox.length === 1) queueMicrotask(() => this.#post());
    });
  }

  /** Finishes what was asked before, closes the database and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const exited = new Promise((resolve) => this.#worker.once("exit", resolve));
    const closed = this.request<void>("close");
    this.#ended = new AppError("INTERNAL", "The database is closed.");
    await closed;
    await exited;
  }

  #post(): void {
    const batch = this.#outbox;
    this.#outbox = [];
    this.#worker.postMessage(batch);
  }

  #receive(message: Message): void {
    if ("ready" in message) this.#opened.resolve();
    else if ("channel" in message) this.#onNotification(message.channel, message.payload);
    else for (const reply of message) this.#settle(reply);
  }

  #settle([id, error, result]: Reply): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === null) pending?.resolve(result as never);
    else pending?.reject(new DatabaseError(error, pending.text));
  }

  #end(cause: unknown): void {
    this.#ended ??= new AppError("INTERNAL", "The embedded database stopped unexpectedly.", {
      userMessage: "The embedded database stopped. Restart Heddle: what was stored is safe.",
      cause,
    });
    this.#opened.reject(this.#ended);
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}
