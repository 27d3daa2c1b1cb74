import type { RunError } from "./app-error";
import type { LogLevel } from "./node-runner";
import type { NodeRunStatus } from "./run-status";
import type { EndedNode, SpanKind, TraceEvent, TraceEventOf, Usage, WaitReason } from "./trace-event";
import { addUses, type UseTally, usesOf } from "./use-tally";

/** What a run's events say of one node run. Each event that concerns it gives it a new identity. */
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
  /** Of `reusedFrom`: the output was given by hand when that run was forked. */
  readonly isGiven?: true;
  /** The tiny model that comes with Heddle wrote in it, or in what it carried out or asked for. */
  readonly isFromStarter?: boolean;
  readonly skipReason?: TraceEventOf<"node.skipped">["reason"];
  readonly waiting?: Pick<TraceEventOf<"node.waiting">, "reason" | "choices" | "details" | "dueAt">;
  /** When this attempt goes on by itself: set when it began to wait, and kept when it waits again after a restart. */
  readonly dueAt?: number;
  /** What this attempt was told, by what it waited for. */
  readonly answers?: Readonly<Partial<Record<WaitReason, GivenAnswer>>>;
  /** Text that is being written, by output port; dropped when the node completes, since the output has it whole. */
  readonly streamed?: Readonly<Record<string, string>>;
  /** When the first piece of text of this attempt came. */
  readonly firstTextAt?: number;
  /** When the last one came: how fast it writes is told from these two, so that a replay says what was said then. */
  readonly lastTextAt?: number;
  /** Of a container: its items that are over. */
  readonly items?: ItemTally;
  readonly spans: readonly Span[];
  /** Of what is lent: its uses that are over and no longer among `spans`. */
  readonly earlierUses?: UseTally;
  readonly logs: readonly { readonly at: number; readonly level: LogLevel; readonly message: string }[];
  readonly retries: readonly {
    readonly at: number;
    readonly attempt: number;
    readonly error: RunError | "interrupted";
  }[];
}

/** What a node run that waited was told. */
export type GivenAnswer = Pick<TraceEventOf<"node.decided">, "decision" | "value" | "by" | "remember" | "pattern"> & {
  /** It was given before the first attempt, such as the word that a tool may be called: it holds for all of them. */
  readonly isForAll?: true;
};

/** What is left of the finished items of a container. */
export interface ItemTally {
  /** How many there are, where that is known. */
  readonly of?: number;
  readonly ended: number;
  readonly failed: number;
  /** By index. One list for all states of the node run: an item's end is added in place, since there may be thousands. */
  readonly ends: ItemEnd[];
}

/** `result` is absent when the item's `inner.result` was dead. */
export type ItemEnd = Pick<TraceEventOf<"item.ended">, "result" | "error" | "at" | "durationMs"> | undefined;

export interface Span {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attempt: number;
  readonly kind: SpanKind;
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Hosts that were noted as asked, while it is not known yet what came of it. */
  readonly asked?: readonly AskedHost[];
  readonly result?: unknown;
  readonly error?: RunError;
}

/** A host by name and port, and the bytes of the body that it was to get. */
export interface AskedHost {
  readonly host: string;
  readonly bytesSent: number;
}

export function nodeRunKey(nodeId: string, path = ""): string {
  return path === "" ? nodeId : `${path}/${nodeId}`;
}

export type NodeLevelEvent = Extract<TraceEvent, { nodeId: string }>;

const none: readonly never[] = [];

export function pendingNodeRun(nodeId: string, path: string): NodeRun {
  return { nodeId, path, status: "pending", attempt: 0, spans: none, logs: none, retries: none };
}

export function nodeRunAfter(before: NodeRun, event: NodeLevelEvent): NodeRun {
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
        waiting: { reason: event.reason, choices: event.choices, details: event.details, dueAt: event.dueAt },
        dueAt: event.dueAt ?? before.dueAt,
      };
    case "node.decided": {
      const { reason, decision, value, by, remember, pattern } = event;
      const forAll = before.startedAt === undefined ? { isForAll: true } : {};
      const answers = { ...before.answers, [reason]: { decision, value, by, remember, pattern, ...forAll } };
      return { ...before, status: "running", waiting: undefined, answers };
    }
    case "item.ended":
      return { ...before, items: tallyAfter(before.items, event) };
    case "node.retried":
      // `attempt` is the one that follows; an interrupted one goes on under its own number.
      return {
        ...before,
        ...(before.items === undefined || event.error === "interrupted" ? {} : { items: withoutFailed(before.items) }),
        ...afterAnswer(before, event.error === "interrupted"),
        status: "running",
        attempt: event.attempt ?? before.attempt,
        nextAttemptAt: event.error === "interrupted" ? undefined : event.at + (event.delayMs ?? 0),
        waiting: undefined,
        streamed: undefined,
        firstTextAt: undefined,
        lastTextAt: undefined,
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
        ...(event.isGiven === true ? { isGiven: true } : {}),
        ...(event.isFromStarter === true ? { isFromStarter: true } : {}),
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
      return ended(before, event.at, {
        status: "canceled",
        ...(before.startedAt === undefined ? {} : { durationMs: event.at - before.startedAt }),
      });
    case "span.started":
      return afterSpanStart(before, startedSpan(event));
    case "span.noted":
      return withOpenSpan(before, event.spanId, (span) => afterNote(span, event));
    case "span.ended":
      return withOpenSpan(before, event.spanId, (span) => afterSpan(span, event));
  }
}

/**
 * An attempt that goes on after a crash keeps what it was told; whether it may run again is asked anew each time. A further
 * attempt keeps the word that the node may run at all.
 */
function afterAnswer({ answers, dueAt }: NodeRun, isInterrupted: boolean): Pick<NodeRun, "answers" | "dueAt"> {
  if (!isInterrupted) {
    const approval = answers?.approval;
    return { answers: approval?.isForAll === true ? { approval } : undefined, dueAt: undefined };
  }
  if (answers === undefined) return { answers, dueAt };
  const { decision: _, ...kept } = answers;
  return { answers: kept, dueAt };
}

function tallyAfter(
  before: ItemTally = { ended: 0, failed: 0, ends: [] },
  { index, of = before.of, result, error, at, durationMs }: TraceEventOf<"item.ended">,
): ItemTally {
  before.ends[index] = error === undefined ? { at, durationMs, result } : { at, durationMs, error };
  return {
    ...(of === undefined ? {} : { of }),
    ended: before.ended + 1,
    failed: before.failed + (error === undefined ? 0 : 1),
    ends: before.ends,
  };
}

/** What a further attempt of the container has to do again. */
function withoutFailed(before: ItemTally): ItemTally {
  const ends = before.ends.map((end) => (end?.error === undefined ? end : undefined));
  return { ...before, ended: before.ended - before.failed, failed: 0, ends };
}

/** A model that is lent inside of a loop is used thousands of times: of its uses the last ones are kept. */
const mostUses = 200;

function afterSpanStart(before: NodeRun, started: Span): NodeRun {
  const others = before.spans.filter((span) => span.spanId !== started.spanId);
  const oldest =
    others.length < mostUses
      ? undefined
      : others.find((span) => span.endedAt !== undefined && "heddle.used_by" in span.attributes);
  if (oldest === undefined) return { ...before, spans: [...others, started] };
  const spans = [...others.filter((span) => span !== oldest), started];
  return { ...before, spans, earlierUses: addUses(before.earlierUses, usesOf([oldest])) };
}

/** After a crash the work of an open span is done again under its id. */
function startedSpan(event: TraceEventOf<"span.started">): Span {
  const { spanId, parentSpanId, kind, name, attributes = {} } = event;
  return { spanId, parentSpanId, attempt: event.attempt ?? 1, kind, name, startedAt: event.at, attributes };
}

function withOpenSpan(before: NodeRun, spanId: string, change: (span: Span) => Span): NodeRun {
  const isIt = (span: Span) => span.spanId === spanId && span.endedAt === undefined;
  return { ...before, spans: before.spans.map((span) => (isIt(span) ? change(span) : span)) };
}

function afterNote(span: Span, { attributes }: TraceEventOf<"span.noted">): Span {
  const host = askedHost(attributes);
  return {
    ...span,
    attributes: { ...span.attributes, ...attributes },
    ...(host === undefined ? {} : { asked: [...(span.asked ?? []), host] }),
  };
}

/** The host that a span's attributes name. */
export function askedHost(attributes: Readonly<Record<string, unknown>>): AskedHost | undefined {
  const { "server.address": address, "server.port": port } = attributes;
  if (typeof address !== "string") return undefined;
  const bytesSent = Number(attributes["http.request.body.size"] ?? 0);
  return { host: port === undefined ? address : `${address}:${port}`, bytesSent };
}

function ended(before: NodeRun, at: number, change: Partial<NodeRun>): NodeRun {
  return { ...before, ...change, finishedAt: at, waiting: undefined, nextAttemptAt: undefined };
}

function afterDelta(before: NodeRun, event: TraceEventOf<"node.delta">): NodeRun {
  const text = before.streamed?.[event.port] ?? "";
  // A piece that starts before the end of what we have replaces it from there; a gap cannot happen in one log.
  const streamed = { ...before.streamed, [event.port]: text.slice(0, event.offset) + event.text };
  return { ...before, streamed, firstTextAt: before.firstTextAt ?? event.at, lastTextAt: event.at };
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

/** A node run of which only its end was noted. */
export function endedNodeRun({ nodeId, path = "", attempt = 1, ...rest }: EndedNode, at: number): NodeRun {
  return ended(pendingNodeRun(nodeId, path), at, { ...rest, attempt });
}

/** Whether a span is an answer of the tiny model that comes with Heddle. */
export function isStarterSpan({ kind, attributes, error }: Span): boolean {
  return kind === "model" && attributes["heddle.starter"] === true && error === undefined;
}
