import { type AppError, toAppError } from "@/nodes/core/app-error";
import type { ChangeAnswer, ChangeRequest, WorkflowApi } from "./workflow-api";

/** Where the edits are: on the server, on their way, in this browser alone, or refused. */
export type SaveState =
  | { readonly status: "saved" }
  | { readonly status: "saving" }
  /** The server is away; tried again by itself. */
  | { readonly status: "offline"; readonly error: AppError }
  /** The server said no; the next edit (an undo, say) tries again with everything. */
  | { readonly status: "refused"; readonly error: AppError };

/** What the autosave loop reads and does; the store owns the document. */
export interface AutosaveHost {
  /** The next request, which is marked as sent; undefined when all is stored. */
  readonly takeRequest: () => ChangeRequest | undefined;
  readonly onAnswer: (request: ChangeRequest, answer: ChangeAnswer) => Promise<void> | void;
  /** The server refused: whatever is unsent goes into a new request next time. */
  readonly onRefusal: () => void;
  readonly onState: (state: SaveState) => void;
}

export interface AutosaveTimes {
  /** From an edit to its request; edits in between travel along. */
  readonly delayMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

export const autosaveTimes: AutosaveTimes = { delayMs: 300, firstRetryMs: 500, longestRetryMs: 8_000 };

export interface Autosave {
  /** There is something to store. */
  readonly poke: () => void;
  /** Resolves when everything is stored; rejects with the reason when it cannot be now. */
  readonly flush: () => Promise<void>;
  /** The page goes away: one last request that outlives it. */
  readonly leave: () => void;
  readonly stop: () => void;
}

/** One request in flight, the rest waits and travels together; an unreachable server is tried again with backoff. */
export function createAutosave(api: WorkflowApi, host: AutosaveHost, times = autosaveTimes): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let failures = 0;
  let isStopped = false;

  function schedule(ms: number): void {
    if (timer !== undefined || isStopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      // The state says what failed.
      void sendAll().catch(() => {});
    }, ms);
  }

  function unschedule(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function sendAll(): Promise<void> {
    unschedule();
    sending ??= sendUntilEmpty().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendUntilEmpty(): Promise<void> {
    for (let request = host.takeRequest(); request !== undefined && !isStopped; request = host.takeRequest()) {
      host.onState({ status: "saving" });
      try {
        await host.onAnswer(request, await api.change(request));
        failures = 0;
      } catch (thrown) {
        throw failed(toAppError(thrown));
      }
    }
    host.onState({ status: "saved" });
  }

  function failed(error: AppError): AppError {
    if (!mayPass(error)) {
      host.onRefusal();
      host.onState({ status: "refused", error });
      return error;
    }
    host.onState({ status: "offline", error });
    // `finally` of the request clears `sending` first, so the next attempt is not swallowed.
    queueMicrotask(() => schedule(Math.min(times.firstRetryMs * 2 ** failures++, times.longestRetryMs)));
    return error;
  }

  return {
    poke: () => schedule(failures === 0 ? times.delayMs : times.firstRetryMs),
    flush: async () => {
      await sending?.catch(() => {});
      await sendAll();
    },
    leave: () => {
      unschedule();
      const request = sending === undefined ? host.takeRequest() : undefined;
      if (request === undefined) return;
      void api.change(request, { keepalive: true }).catch(() => {});
      // The page may live on after all (it comes back from the browser's cache): then it is asked what came of it.
      schedule(times.firstRetryMs);
    },
    stop: () => {
      isStopped = true;
      unschedule();
    },
  };
}

/** Whether the same request may be taken later: the server was not reached, is busy, or failed within itself. */
function mayPass(error: AppError): boolean {
  return error.retryable || error.code === "INTERNAL" || error.code === "OFFLINE" || error.code === "UNAUTHENTICATED";
}
