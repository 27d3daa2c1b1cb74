import { formatDuration } from "@/components/ui/format";
import type { Tone } from "@/components/ui/tone";
import { printValue } from "@/nodes/core/json";
import { askedHost } from "@/nodes/core/node-run";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { pinnedSource } from "./node-run-status";
import { tokensOut } from "./token-words";

export const eventGroups = ["run", "node", "span", "log", "text"] as const;
export type EventGroup = (typeof eventGroups)[number];

export function groupOf(event: TraceEvent): EventGroup {
  if (event.type === "node.delta") return "text";
  if (event.type === "node.logged") return "log";
  if (event.type.startsWith("run.")) return "run";
  return event.type.startsWith("span.") ? "span" : "node";
}

/** What color an event has; its type says the same in words. */
export function toneOf(event: TraceEvent): Tone {
  switch (event.type) {
    case "run.failed":
    case "node.failed":
      return "bad";
    case "run.completed":
    case "node.completed":
      return "ok";
    case "run.waiting":
    case "node.waiting":
      return "waiting";
    case "node.retried":
      return "running";
    case "item.ended":
    case "span.ended":
      return event.error === undefined ? "neutral" : "bad";
    case "node.logged":
      return event.level === "error" ? "bad" : event.level === "warning" ? "running" : "neutral";
    default:
      return "neutral";
  }
}

const textLimit = 300;

/** The gist of an event in one line, beside its type and its node. */
export function gistOf(event: TraceEvent): string {
  const text = fullGist(event).replace(/\s+/g, " ");
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text;
}

function fullGist(event: TraceEvent): string {
  switch (event.type) {
    case "run.queued":
      return values(event.input);
    case "run.completed":
      return values(event.output);
    case "run.failed":
    case "node.failed":
      return event.error.message;
    case "node.started":
      return event.input === undefined ? "" : values(event.input);
    case "node.delta":
      return event.text;
    case "node.logged":
      return `${event.level}: ${event.message}`;
    case "node.waiting":
      return event.reason;
    case "node.retried":
      return event.error === "interrupted" ? "interrupted, runs again" : event.error.message;
    case "node.completed":
      return [formatDuration(event.durationMs), sourceWord(event), values(event.output)].filter(Boolean).join(" · ");
    case "node.skipped":
      return skipSentences[event.reason];
    case "item.ended":
      return itemGist(event);
    case "span.started":
      return `${event.kind} · ${event.name}`;
    case "span.noted":
      return askedHost(event.attributes)?.host ?? "";
    case "span.ended":
      return spanGist(event);
    default:
      return "";
  }
}

function sourceWord({ reusedFrom, isGiven }: Extract<TraceEvent, { type: "node.completed" }>): string {
  if (isGiven === true) return "given by hand";
  return reusedFrom === undefined ? "" : reusedFrom === pinnedSource ? "pinned" : "reused";
}

const skipSentences = {
  dead: "nothing reached it",
  disabled: "it is disabled",
  "other-entry": "another trigger started the run",
  "not-asked": "the run goes to another node",
  decision: "a person chose to skip it",
};

/** "item 3 of 12 · 40 ms · its result": people count from one. */
function itemGist({ index, of, durationMs, result, error }: Extract<TraceEvent, { type: "item.ended" }>): string {
  const number = `item ${index + 1}${of === undefined ? "" : ` of ${of}`}`;
  const outcome = error !== undefined ? error.message : result === undefined ? "no result" : printValue(result);
  return [number, formatDuration(durationMs), outcome].join(" · ");
}

function spanGist({ durationMs, attributes, error }: Extract<TraceEvent, { type: "span.ended" }>): string {
  const tokens = attributes?.["gen_ai.usage.output_tokens"];
  return [
    formatDuration(durationMs),
    ...(typeof tokens === "number" ? [tokensOut(tokens)] : []),
    ...(error === undefined ? [] : [error.message]),
  ].join(" · ");
}

function values(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}: ${printValue(value)}`)
    .join(" · ");
}

export interface EventFilter {
  readonly groups: ReadonlySet<EventGroup>;
  /** Looked for in type, path, node and the event's own values; without regard to case. */
  readonly text: string;
}

/** The events that a filter lets through, in order. */
export function filterEvents(
  events: readonly TraceEvent[],
  count: number,
  { groups, text }: EventFilter,
  titleOf: (nodeId: string, path: string) => string,
): TraceEvent[] {
  const wanted = text.trim().toLowerCase();
  const shown: TraceEvent[] = [];
  for (let i = 0; i < count; i++) {
    const event = events[i] as TraceEvent;
    if (!groups.has(groupOf(event))) continue;
    if (wanted === "" || mentions(event, wanted, titleOf)) shown.push(event);
  }
  return shown;
}

function mentions(event: TraceEvent, wanted: string, titleOf: (nodeId: string, path: string) => string): boolean {
  if (event.type.includes(wanted)) return true;
  if (
    "nodeId" in event &&
    `${event.path} ${event.nodeId} ${titleOf(event.nodeId, event.path)}`.toLowerCase().includes(wanted)
  )
    return true;
  return fullGist(event).toLowerCase().includes(wanted);
}
