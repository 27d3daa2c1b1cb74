import { setTimeout as delay } from "node:timers/promises";
import type { TraceEvent } from "@/nodes/core/trace-event";

export interface RunSeen {
  readonly id: string;
  readonly status: string;
  readonly output: Record<string, unknown> | null;
  readonly error?: { readonly message: string };
}

interface TraceSeen {
  readonly result: { readonly data: { readonly events: readonly TraceEvent[] } };
}

interface Waiting {
  readonly runId: string;
  readonly nodeId: string;
  readonly path: string;
  readonly choices: readonly string[];
}

const pauseMs = 100;

/**
 * A program that uses the public interface, and tries again while the server is not there, or says that it cannot answer
 * now. Any other error is one. `url` may change meanwhile.
 */
export class Client {
  readonly #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
  }

  async send<T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
    for (;;) {
      const response = await this.#try(method, path, body, headers);
      if (response === undefined || response.status === 503 || response.status === 429) {
        await delay(pauseMs);
        continue;
      }
      const text = await response.text();
      if (!response.ok) throw new Refused(`${method} ${path}: ${response.status} ${text}`, response.status);
      return (text === "" ? undefined : JSON.parse(text)) as T;
    }
  }

  async createWorkflow(document: object): Promise<string> {
    return (await this.send<{ id: string }>("POST", "/api/v1/workflows", document)).id;
  }

  /** The key makes it one run, also where the answer was lost. */
  async startRun(workflowId: string, input: object, key: string): Promise<string> {
    const path = `/api/v1/workflows/${workflowId}/runs`;
    return (await this.send<RunSeen>("POST", path, { input }, { "idempotency-key": key })).id;
  }

  readRun(id: string): Promise<RunSeen> {
    return this.send("GET", `/api/v1/runs/${id}`);
  }

  /** The ids of the runs of a status. */
  async listRuns(status: string): Promise<string[]> {
    const { items } = await this.send<{ items: RunSeen[] }>("GET", `/api/v1/runs?status=${status}&limit=100`);
    return items.map(({ id }) => id);
  }

  /** The trace so far, as the page of a run reads it. */
  async readTrace(id: string): Promise<readonly TraceEvent[]> {
    const input = encodeURIComponent(JSON.stringify({ id }));
    const { result } = await this.send<TraceSeen>("GET", `/api/trpc/runs.events?input=${input}`);
    return result.data.events;
  }

  async untilOver(id: string): Promise<RunSeen> {
    for (;;) {
      const run = await this.readRun(id);
      if (["completed", "failed", "canceled"].includes(run.status)) return run;
      await delay(pauseMs);
    }
  }

  /** Answers whatever waits for a person, until it is told to stop. `choose` is asked once more where an answer was too late. */
  async answerAll(choose: (waiting: Waiting) => string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { items } = await this.send<{ items: Waiting[] }>("GET", "/api/v1/approvals?limit=100");
      for (const waiting of items) {
        const { runId, nodeId, path } = waiting;
        const answer = { decision: choose(waiting), path };
        await this.send("POST", `/api/v1/runs/${runId}/nodes/${nodeId}/decision`, answer).catch(passConflict);
      }
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  async #try(method: string, path: string, body: object | undefined, headers: Record<string, string>) {
    try {
      const response = await fetch(this.#url() + path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      // Read here: the server may go away in the middle of its answer.
      return new Response(await response.text(), { status: response.status });
    } catch {
      return undefined;
    }
  }
}

class Refused extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Answered already, or the run is just being taken over. */
function passConflict(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== 409) throw error;
}
