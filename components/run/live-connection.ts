import type { RunStatus } from "@/nodes/core/run-status";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { WorkflowChange } from "@/nodes/core/workflow-change";

/** A change of a workflow as the server applied it. */
export interface WorkflowUpdate {
  readonly revision: number;
  /** The tab that sent it. */
  readonly origin: string;
  readonly changeId: string;
  readonly changes: readonly WorkflowChange[];
}

export type LiveMessage =
  | { readonly topic: "run"; readonly runId: string; readonly events: readonly TraceEvent[] }
  | { readonly topic: "workflow"; readonly workflowId: string; readonly updates: readonly WorkflowUpdate[] }
  | { readonly topic: "runs"; readonly workflowId: string; readonly runId: string; readonly status: RunStatus };

export interface LiveTopics {
  readonly runs: { readonly id: string; readonly after: number }[];
  readonly workflows: { readonly id: string; readonly after: number }[];
}

/** `reconnecting`: the server is away, and what happens meanwhile comes when it is back. */
export type LiveState = "idle" | "connecting" | "live" | "reconnecting";

export interface SubscriptionHandlers {
  readonly onMessage: (message: LiveMessage) => void;
  readonly onOpen: () => void;
  /** The line broke or was closed. It is closed then and opened anew: a transport's own patience is too long. */
  readonly onBreak: () => void;
}

/** Opens the one subscription of the tab; returns what closes it. */
export type OpenSubscription = (topics: LiveTopics, handlers: SubscriptionHandlers) => () => void;

export interface WorkflowListener {
  readonly onUpdates: (updates: readonly WorkflowUpdate[]) => void;
  /** A run of the workflow started or ended. */
  readonly onRun?: (runId: string, status: RunStatus) => void;
}

export interface LiveConnection {
  /** Events of the run with `seq` above `after`, in order, each once; returns what ends it. */
  followRun(runId: string, after: number, onEvents: (events: readonly TraceEvent[]) => void): () => void;
  /** Updates with a revision above `after`, in order, each once; returns what ends it. */
  followWorkflow(workflowId: string, after: number, listener: WorkflowListener): () => void;
  state(): LiveState;
  subscribe(onChange: () => void): () => void;
}

interface Follower {
  readonly topic: "run" | "workflow";
  readonly id: string;
  /** The last `seq` or revision that it got. */
  cursor: number;
  readonly receive: (message: LiveMessage) => void;
}

const firstDelayMs = 500;
const longestDelayMs = 2_000;

/**
 * Everything live that this tab looks at, over one subscription (browsers allow six connections a host). Each follower
 * has its own cursor: when the topics change, the subscription opens again from the lowest cursor of each topic, and
 * what a follower had is passed over. So nothing is lost and nothing comes twice, whatever breaks in between.
 */
export function createLiveConnection(open: OpenSubscription): LiveConnection {
  const followers = new Set<Follower>();
  const watchers = new Set<() => void>();
  let state: LiveState = "idle";
  let close: (() => void) | undefined;
  let isReopening = false;
  let failures = 0;
  let redial: ReturnType<typeof setTimeout> | undefined;

  function setState(next: LiveState) {
    if (next === state) return;
    state = next;
    for (const watcher of watchers) watcher();
  }

  /** Many followers come and go in one commit of React: the subscription opens once for all of them. */
  function reopenSoon() {
    if (isReopening) return;
    isReopening = true;
    queueMicrotask(() => {
      isReopening = false;
      reopen();
    });
  }

  function reopen() {
    clearTimeout(redial);
    redial = undefined;
    close?.();
    close = undefined;
    if (followers.size === 0) {
      failures = 0;
      return setState("idle");
    }
    setState(state === "idle" ? "connecting" : state);
    let isCurrent = true;
    const mine = (act: () => void) => () => isCurrent && act();
    let end: (() => void) | undefined;
    end = open(topicsOf(followers), {
      onMessage: (message) => isCurrent && deliver(message),
      onOpen: mine(() => {
        failures = 0;
        setState("live");
      }),
      onBreak: mine(() => {
        isCurrent = false;
        close = undefined;
        end?.();
        setState("reconnecting");
        redial = setTimeout(reopen, Math.min(firstDelayMs * 2 ** failures++, longestDelayMs));
      }),
    });
    // One that broke while it was being opened has set its redial already.
    if (!isCurrent) return end();
    close = () => {
      isCurrent = false;
      end?.();
    };
  }

  function deliver(message: LiveMessage) {
    setState("live");
    for (const follower of [...followers]) follower.receive(message);
  }

  function follow(follower: Follower): () => void {
    const others = () => [...followers].filter(({ topic, id }) => topic === follower.topic && id === follower.id);
    // Where somebody is at the same place or before it already, what comes serves both.
    if (!others().some((other) => other.cursor <= follower.cursor)) reopenSoon();
    followers.add(follower);
    return () => {
      if (followers.delete(follower) && others().length === 0) reopenSoon();
    };
  }

  return {
    followRun(runId, after, onEvents) {
      const follower: Follower = {
        topic: "run",
        id: runId,
        cursor: after,
        receive(message) {
          if (message.topic !== "run" || message.runId !== runId) return;
          const fresh = message.events.filter((event) => event.seq > follower.cursor);
          follower.cursor = fresh.at(-1)?.seq ?? follower.cursor;
          if (fresh.length > 0) onEvents(fresh);
        },
      };
      return follow(follower);
    },
    followWorkflow(workflowId, after, { onUpdates, onRun }) {
      const follower: Follower = {
        topic: "workflow",
        id: workflowId,
        cursor: after,
        receive(message) {
          if (message.topic === "run" || message.workflowId !== workflowId) return;
          if (message.topic === "runs") return onRun?.(message.runId, message.status);
          const fresh = message.updates.filter((update) => update.revision > follower.cursor);
          follower.cursor = fresh.at(-1)?.revision ?? follower.cursor;
          if (fresh.length > 0) onUpdates(fresh);
        },
      };
      return follow(follower);
    },
    state: () => state,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

/** Each topic once, from the lowest cursor of its followers. */
function topicsOf(followers: Iterable<Follower>): LiveTopics {
  const lowest = { run: new Map<string, number>(), workflow: new Map<string, number>() };
  for (const { topic, id, cursor } of followers) {
    lowest[topic].set(id, Math.min(cursor, lowest[topic].get(id) ?? cursor));
  }
  const list = (cursors: Map<string, number>) => [...cursors].map(([id, after]) => ({ id, after }));
  return { runs: list(lowest.run), workflows: list(lowest.workflow) };
}
