import type { RunError } from "./app-error";
import type { LogLevel } from "./node-runner";
import type { NodeRunStatus, RunStatus } from "./run-status";
import {
  addUsage,
  type EndedNode,
  noUsage,
  type SpanKind,
  type TraceEvent,
  type TraceEventOf,
  type Usage,
} from "./trace-event";

/**
 * The fold of a run's events: the canvas, the run page, resume after a crash and the public interface all read this.
 * `applyEvent` changes the state in place but gives a node run that it touches a new identity, so that a subscriber of
 * one node run sees exactly the events that concern it. Events may come twice: what was seen is passed over.
 */
export interface RunState {
  readonly runId: string;
  status: RunStatus;
  input: Record<string, unknown>;
  /** `{ [output name]: value }`; null before the end. */
  output: Record<string, unknown> | null;
  error?: RunError;
  usage: Usage;
  /** Milliseconds since 1970. */
  queuedAt?: number;
  startedAt?: number;
  finishedAt?: number;
  /** Milliseconds that the run was running: without what it waited, and without the time that its server was down. */
  activeMs: number;
  /** Since when it has been running; absent while it is queued, waiting or over. */
  activeSince?: number;
  lastSeq: number;
  lastAt: number;
  /** By `nodeRunKey`. */
  readonly nodeRuns: Map<string, NodeRun>;
  /** Hosts that were contacted, by host and port. */
  readonly hosts: Map<string, HostUse>;
}

export interface HostUse {
  readonly host: string;
  readonly requests: number;
  readonly bytesSent: number;
}

export interface NodeRun {
  readonly nodeId: string;
  readonly path: string;
  readonly status: NodeRunStatus;
  /** 1 for the first; 0 while nothing was tried. */
  readonly attempt: number;
  readonly startedAt?: number;
  /** Between two attempts: when the next one is due. Nothing is in flight meanwhile. */
  readonly nextAttemptAt?: number;
  readonly finishedAt?: number;
  readonly durationMs?: number;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly firedPorts?: readonly string[];
  readonly error?: RunError;
  readonly usage?: Usage;
  readonly reusedFrom?: string;
  readonly skipReason?: TraceEventOf<"node.skipped">["reason"];
  readonly waiting?: Pick<TraceEventOf<"node.waiting">, "reason" | "choices" | "details">;
  /** Text that is being written, by output port; dropped when the node completes, since the output has it whole. */
  readonly streamed?: Readonly<Record<string, string>>;
  /** When the first piece of text of this attempt came. */
  readonly firstTextAt?: number;
  readonly spans: readonly Span[];
  readonly logs: readonly { readonly at: number; readonly level: LogLevel; readonly message: string }[];
  readonly retries: readonly {
    readonly at: number;
    readonly attempt: number;
    readonly error: RunError | "interrupted";
  }[];
}

export interface Span {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attempt: number;
  readonly kind: SpanKind;
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly error?: RunError;
}

export function nodeRunKey(nodeId: string, path = ""): string {
  return path === "" ? nodeId : `${path}/${nodeId}`;
}

export function emptyRunState(runId: string): RunState {
  return {
    runId,
    status: "queued",
    input: {},
    output: null,
    usage: noUsage,
    activeMs: 0,
    lastSeq: 0,
    lastAt: 0,
    nodeRuns: new Map(),
    hosts: new Map(),
  };
}

export function foldEvents(
  runId: string,
  events: Iterable<TraceEvent>,
  state: RunState = emptyRunState(runId),
): RunState {
  for (const event of events) applyEvent(state, event);
  return state;
}

/** Whether the event was new. */
export function applyEvent(state: RunState, event: TraceEvent): boolean {
  if (event.seq <= state.lastSeq) return false;
  state.lastSeq = event.seq;
  if ("nodeId" in event) applyToNode(state, event);
  else applyToRun(state, event);
  state.lastAt = event.at;
  return true;
}

type RunLevelEvent = Exclude<TraceEvent, { nodeId: string }>;
type NodeLevelEvent = Extract<TraceEvent, { nodeId: string }>;

function applyToRun(state: RunState, event: RunLevelEvent): void {
  switch (event.type) {
    case "run.queued":
      state.status = "queued";
      state.input = event.input;
      state.queuedAt = event.at;
      return;
    case "run.started":
    case "run.resumed":
      // A run that was running when it is resumed lost its server: the time in between does not count.
      stopClock(state, state.lastAt);
      state.status = "running";
      state.startedAt ??= event.at;
      state.activeSince = event.at;
      return;
    case "run.waiting":
      state.status = "waiting";
      stopClock(state, event.at);
      return;
    case "run.completed":
      state.status = "completed";
      state.output = event.output;
      end(state, event.at, event.nodes);
      return;
    case "run.failed":
      state.status = "failed";
      state.error = event.error;
      end(state, event.at);
      return;
    case "run.canceled":
      state.status = "canceled";
      end(state, event.at, event.nodes);
  }
}

function end(state: RunState, at: number, nodes: readonly EndedNode[] = []): void {
  stopClock(state, at);
  state.finishedAt = at;
  for (const node of nodes) noteEnded(state, node, at);
}

/** Nothing else is known of it, or its own events said the same. */
function noteEnded(state: RunState, { nodeId, path = "", status, attempt = 1, durationMs }: EndedNode, at: number) {
  const key = nodeRunKey(nodeId, path);
  if (state.nodeRuns.has(key)) return;
  state.nodeRuns.set(key, ended(pendingNodeRun(nodeId, path), at, { status, attempt, durationMs }));
}

function stopClock(state: RunState, at: number): void {
  if (state.activeSince === undefined) return;
  state.activeMs += Math.max(0, at - state.activeSince);
  state.activeSince = undefined;
}

function applyToNode(state: RunState, event: NodeLevelEvent): void {
  const key = nodeRunKey(event.nodeId, event.path);
  const before = state.nodeRuns.get(key) ?? pendingNodeRun(event.nodeId, event.path);
  state.nodeRuns.set(key, nodeRunAfter(before, event));
  if (event.type === "span.ended") {
    countUsage(state, event);
    countHost(state, event);
  }
}

const none: readonly never[] = [];

function pendingNodeRun(nodeId: string, path: string): NodeRun {
  return { nodeId, path, status: "pending", attempt: 0, spans: none, logs: none, retries: none };
}

function nodeRunAfter(before: NodeRun, event: NodeLevelEvent): NodeRun {
  switch (event.type) {
    case "node.started":
      return {
        ...before,
        status: "running",
        attempt: event.attempt ?? 1,
        startedAt: before.startedAt ?? event.at,
        nextAttemptAt: undefined,
        input: event.input ?? before.input,
        waiting: undefined,
      };
    case "node.delta":
      return afterDelta(before, event);
    case "node.logged":
      return { ...before, logs: [...before.logs, { at: event.at, level: event.level, message: event.message }] };
    case "node.waiting":
      return {
        ...before,
        status: "waiting",
        waiting: { reason: event.reason, choices: event.choices, details: event.details },
      };
    case "node.retried":
      // `attempt` is the one that follows; an interrupted one goes on under its own number.
      return {
        ...before,
        status: "running",
        attempt: event.attempt ?? before.attempt,
        nextAttemptAt: event.error === "interrupted" ? undefined : event.at + (event.delayMs ?? 0),
        waiting: undefined,
        streamed: undefined,
        firstTextAt: undefined,
        retries: [...before.retries, { at: event.at, attempt: event.attempt ?? before.attempt, error: event.error }],
      };
    case "node.completed":
      return ended(before, event.at, {
        status: "completed",
        attempt: event.attempt ?? Math.max(before.attempt, 1),
        startedAt: before.startedAt ?? event.at - event.durationMs,
        durationMs: event.durationMs,
        output: event.output,
        firedPorts: event.firedPorts,
        usage: event.usage,
        reusedFrom: event.reusedFrom,
        error: event.error,
        streamed: undefined,
      });
    case "node.failed":
      return ended(before, event.at, {
        status: "failed",
        attempt: event.attempt ?? Math.max(before.attempt, 1),
        error: event.error,
        durationMs: event.durationMs ?? (before.startedAt === undefined ? 0 : event.at - before.startedAt),
      });
    case "node.skipped":
      return ended(before, event.at, { status: "skipped", skipReason: event.reason });
    case "node.canceled":
      return ended(before, event.at, { status: "canceled" });
    case "span.started":
      return { ...before, spans: [...before.spans.filter((span) => span.spanId !== event.spanId), startedSpan(event)] };
    case "span.ended":
      return {
        ...before,
        spans: before.spans.map((span) =>
          span.spanId === event.spanId && span.endedAt === undefined ? afterSpan(span, event) : span,
        ),
      };
  }
}

/** After a crash the work of an open span is done again under its id. */
function startedSpan(event: TraceEventOf<"span.started">): Span {
  const { spanId, parentSpanId, kind, name, attributes = {} } = event;
  return { spanId, parentSpanId, attempt: event.attempt ?? 1, kind, name, startedAt: event.at, attributes };
}

function ended(before: NodeRun, at: number, change: Partial<NodeRun>): NodeRun {
  return { ...before, ...change, finishedAt: at, waiting: undefined, nextAttemptAt: undefined };
}

function afterDelta(before: NodeRun, event: TraceEventOf<"node.delta">): NodeRun {
  const text = before.streamed?.[event.port] ?? "";
  // A piece that starts before the end of what we have replaces it from there; a gap cannot happen in one log.
  const streamed = { ...before.streamed, [event.port]: text.slice(0, event.offset) + event.text };
  return { ...before, streamed, firstTextAt: before.firstTextAt ?? event.at };
}

function afterSpan(span: Span, event: TraceEventOf<"span.ended">): Span {
  return {
    ...span,
    endedAt: event.at,
    attributes: { ...span.attributes, ...event.attributes },
    result: event.result,
    error: event.error,
  };
}

/** Model calls are counted where they end, so that those of failed and repeated attempts count too. */
function countUsage(state: RunState, event: TraceEventOf<"span.ended">): void {
  const attributes = event.attributes ?? {};
  if (attributes["gen_ai.request.model"] === undefined) return;
  const tokens = (kind: string) => Number(attributes[`gen_ai.usage.${kind}_tokens`] ?? 0);
  state.usage = addUsage(state.usage, { inputTokens: tokens("input"), outputTokens: tokens("output"), modelCalls: 1 });
}

function countHost(state: RunState, { attributes = {} }: TraceEventOf<"span.ended">): void {
  const address = attributes["server.address"];
  const port = attributes["server.port"];
  if (typeof address === "string") {
    addHostUse(state, port === undefined ? address : `${address}:${port}`, {
      requests: Number(attributes["heddle.requests"] ?? 1),
      bytesSent: Number(attributes["http.request.body.size"] ?? 0),
    });
  }
  const earlier = attributes["heddle.earlier_hosts"];
  if (!Array.isArray(earlier)) return;
  const bytesSent = Number(attributes["http.request.body.size"] ?? 0);
  for (const host of earlier) addHostUse(state, String(host), { requests: 1, bytesSent });
}

function addHostUse(state: RunState, host: string, use: Omit<HostUse, "host">): void {
  const before = state.hosts.get(host);
  state.hosts.set(host, {
    host,
    requests: (before?.requests ?? 0) + use.requests,
    bytesSent: (before?.bytesSent ?? 0) + use.bytesSent,
  });
}
