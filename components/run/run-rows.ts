import { formatCount, formatPlural } from "@/components/ui/format";
import type { KindName } from "@/components/ui/kind";
import type { StatusName } from "@/components/ui/status";
import { itemOf, pathWords } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey, type Span } from "@/nodes/core/node-run";
import { isNodeRunOver } from "@/nodes/core/run-status";
import { isOnlyLent } from "./lent-run";
import { type NodeLook, spanKindColors } from "./node-look";
import { nodeRunStatus, reusedRun } from "./node-run-status";
import { ranInPart } from "./ran-in-part";
import { sourceRunWords } from "./source-run-words";
import { tallyWords } from "./tally-words";

/** A line of the waterfall: a node run, or below it one of its spans. Times are milliseconds since 1970. */
export interface WaterfallRow {
  readonly key: string;
  readonly nodeId: string;
  /** 0 for a node run, 1 for its spans, its items and the tools that it called, 2 for theirs. */
  readonly depth: number;
  readonly title: string;
  readonly kind: KindName;
  readonly status: StatusName;
  readonly start: number;
  /** Absent while it runs. */
  readonly end?: number;
  /** What it took by its own clock, without what a stopped server or a person kept it waiting. */
  readonly durationMs?: number;
  /** Until when it waited in the endpoint's queue and for the first token: drawn lighter. */
  readonly firstAt?: number;
  /** What it used or gave, in a few words: "96 tok". */
  readonly result: string;
  /** More, for the pointer: model, queue, first token, error. */
  readonly details: readonly (readonly [label: string, value: string])[];
  readonly run: NodeRun;
  readonly span?: Span;
  /** The path of the item that it lies in or is. */
  readonly item?: string;
  /** It only holds rows together: an item, or all that are not shown. */
  readonly isGroup?: true;
}

export type Look = (nodeId: string, path?: string) => NodeLook;

export function hasRow(run: NodeRun): boolean {
  return startOf(run) !== undefined && !isOnlyLent(run);
}

/** A resource never starts; it may do something of its own before somebody uses it. */
export function startOf(run: NodeRun): number | undefined {
  if (run.status === "skipped" && !ranInPart(run)) return undefined;
  return run.startedAt ?? run.spans[0]?.startedAt;
}

export function nodeRow(run: NodeRun, look: Look, depth: number): WaterfallRow {
  const { title, kind, itemWord } = look(run.nodeId, run.path);
  const isLent = run.startedAt === undefined;
  // What was written, as on its card and its model calls; the details tell what was read.
  const tokens = run.usage?.outputTokens ?? 0;
  return {
    key: nodeRunKey(run.nodeId, run.path),
    nodeId: run.nodeId,
    depth,
    title: run.path === "" || depth > 0 ? title : `${title} · ${pathWords(run.path)}`,
    kind,
    status: isLent ? lentStatus(run) : nodeRunStatus(run),
    start: startOf(run) as number,
    end: isLent ? endOfSpans(run) : run.finishedAt,
    durationMs: run.durationMs,
    result: tokens === 0 ? tallyWords(itemWord && run.items).progress : `${formatCount(tokens)} tok`,
    details: nodeDetails(run),
    run,
    item: itemOf(run.path),
  };
}

function lentStatus(run: NodeRun): StatusName {
  if (endOfSpans(run) === undefined) return "running";
  return run.spans.some(({ error }) => error !== undefined) ? "failed" : "completed";
}

function endOfSpans(run: NodeRun): number | undefined {
  const ends = run.spans.map((span) => span.endedAt);
  return ends.includes(undefined) ? undefined : Math.max(...(ends as number[]));
}

function nodeDetails(run: NodeRun): [string, string][] {
  const details: [string, string][] = [];
  if (run.usage !== undefined && run.usage.modelCalls > 0) {
    details.push(["Model calls", formatCount(run.usage.modelCalls)]);
    details.push(["Tokens", `${formatCount(run.usage.inputTokens)} in, ${formatCount(run.usage.outputTokens)} out`]);
  }
  if (run.attempt > 1) details.push(["Attempts", formatCount(run.attempt)]);
  const source = reusedRun(run);
  if (source !== undefined)
    details.push([run.isGiven === true ? "Given by hand in a fork of" : "Reused from", sourceRunWords(source)]);
  if (run.error !== undefined) details.push(["Error", run.error.message]);
  return details;
}

export function spanRows(run: NodeRun, depth: number): WaterfallRow[] {
  const children = Map.groupBy(run.spans, (span) => span.parentSpanId ?? "");
  const known = new Set(run.spans.map((span) => span.spanId));
  const roots = run.spans.filter((span) => span.parentSpanId === undefined || !known.has(span.parentSpanId));
  const below = (span: Span, at: number): WaterfallRow[] => [
    spanRow(run, span, at),
    ...(children.get(span.spanId) ?? []).flatMap((child) => below(child, at + 1)),
  ];
  return roots.flatMap((span) => below(span, depth));
}

function spanRow(run: NodeRun, span: Span, depth: number): WaterfallRow {
  return {
    key: `${nodeRunKey(run.nodeId, run.path)} ${span.attempt} ${span.spanId}`,
    nodeId: run.nodeId,
    depth,
    title: run.retries.length === 0 ? span.name : `${span.name} · attempt ${span.attempt}`,
    kind: spanKindColors[span.kind],
    status: span.error !== undefined ? "failed" : span.endedAt === undefined ? unendedStatus(run) : "completed",
    start: span.startedAt,
    end: span.endedAt ?? (isNodeRunOver(run.status) ? run.finishedAt : undefined),
    firstAt: firstAt(span),
    result: spanResult(span),
    details: spanDetails(span),
    run,
    item: itemOf(run.path),
    span,
  };
}

/** A span that a crash or a cancel left open is over when its node run is. */
function unendedStatus(run: NodeRun): StatusName {
  return isNodeRunOver(run.status) ? "canceled" : "running";
}

/** When a model call began to give text: after the endpoint's queue and the time to the first token. */
function firstAt(span: Span): number | undefined {
  const queue = numberOf(span, "heddle.queue_ms");
  const first = numberOf(span, "heddle.time_to_first_token_ms");
  if (queue === undefined && first === undefined) return undefined;
  const at = span.startedAt + (queue ?? 0) + (first ?? 0);
  return span.endedAt === undefined ? at : Math.min(at, span.endedAt);
}

function spanResult(span: Span): string {
  const output = numberOf(span, "gen_ai.usage.output_tokens");
  if (output !== undefined) return `${formatCount(output)} tok`;
  const status = numberOf(span, "http.response.status_code");
  if (status !== undefined) return String(status);
  const progress = numberOf(span, "heddle.progress");
  if (progress !== undefined && span.endedAt === undefined) return `${Math.round(progress * 100)} %`;
  const count = numberOf(span, "heddle.count");
  return count === undefined ? "" : formatPlural(count, "result");
}

const detailLabels: readonly (readonly [key: string, label: string, unit?: string])[] = [
  ["heddle.model", "Model"],
  ["gen_ai.request.model", "Name on its server"],
  ["gen_ai.request.temperature", "Temperature"],
  ["heddle.queue_ms", "In the queue", "ms"],
  ["heddle.time_to_first_token_ms", "First token after", "ms"],
  ["gen_ai.usage.input_tokens", "Tokens in"],
  ["gen_ai.usage.output_tokens", "Tokens out"],
  ["http.request.method", "Method"],
  ["url.full", "Address"],
  ["server.address", "Host"],
  ["http.response.status_code", "Status"],
];

function spanDetails(span: Span): [string, string][] {
  const known = detailLabels.flatMap(([key, label, unit]): [string, string][] => {
    const value = span.attributes[key];
    if (value === undefined || value === null) return [];
    const text = typeof value === "number" ? formatCount(Math.round(value * 100) / 100) : String(value);
    return [[label, unit === undefined ? text : `${text} ${unit}`]];
  });
  const error: [string, string][] = span.error === undefined ? [] : [["Error", span.error.message]];
  return [...known, ...tokenRate(span), ...error];
}

function tokenRate(span: Span): [string, string][] {
  const rate = tokensPerSecond(span);
  return rate === undefined ? [] : [["Speed", `${formatCount(Math.round(rate))} tok/s`]];
}

/** Output tokens a second after the first token; undefined for a span that is no finished model call. */
export function tokensPerSecond(span: Span): number | undefined {
  const measured = numberOf(span, "heddle.tokens_per_second");
  // What wrote nothing, such as a call of a tool, has no speed.
  if (measured !== undefined) return measured === 0 ? undefined : measured;
  const tokens = numberOf(span, "gen_ai.usage.output_tokens");
  if (tokens === undefined || tokens === 0 || span.endedAt === undefined) return undefined;
  const milliseconds = span.endedAt - (firstAt(span) ?? span.startedAt);
  return milliseconds <= 0 ? undefined : (tokens / milliseconds) * 1_000;
}

function numberOf(span: Span, key: string): number | undefined {
  const value = span.attributes[key];
  return typeof value === "number" ? value : undefined;
}
