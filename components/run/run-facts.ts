import { formatDuration, formatPlural } from "@/components/ui/format";
import type { NodeRun, Span } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { lastEventTypes, type Usage } from "@/nodes/core/trace-event";
import { tokensPerSecond } from "./run-rows";
import type { RunView } from "./run-store";

/** How long a run took from its start, or takes so far, in milliseconds; 0 while it is queued. */
export function runDuration(run: RunState, now: number): number {
  const start = run.startedAt;
  if (start === undefined) return 0;
  return Math.max(0, (run.finishedAt ?? now) - start);
}

/** "1.9 s · 3 model calls · 412 tokens": what there is to count. */
export function runFacts(durationMs: number, usage: Usage): string {
  const tokens = usage.inputTokens + usage.outputTokens;
  return [
    formatDuration(durationMs),
    ...(usage.modelCalls === 0 ? [] : [formatPlural(usage.modelCalls, "model call")]),
    ...(tokens === 0 ? [] : [formatPlural(tokens, "token")]),
  ].join(" · ");
}

/** Whether a run may still change. */
export function isLive(status: RunStatus | undefined): boolean {
  return status !== undefined && !isRunOver(status);
}

/** Whether the run itself goes on, at whatever moment of it a scrubber holds. */
export function isGoingOn({ run, events }: Pick<RunView, "run" | "events">): boolean {
  const last = events.at(-1);
  return isLive(run?.status) && (last === undefined || !lastEventTypes.has(last.type));
}

export interface ModelSpeed {
  readonly model: string;
  /** Absent until it can be said. */
  readonly tokensPerSecond?: number;
  /** Guessed from the text that streams, since the server counts tokens at the end. */
  readonly isEstimate: boolean;
}

/** The model that is or was called last, and how fast it writes. */
export function modelSpeed(run: RunState, now: number): ModelSpeed | undefined {
  const calls = [...run.nodeRuns.values()].flatMap((one) => one.spans.flatMap((span) => modelCall(one, span, now)));
  const open = calls.filter((call) => call.isOpen);
  return (open.length > 0 ? open : calls).reduce<ReturnType<typeof modelCall>[number] | undefined>(
    (last, call) => (last === undefined || call.startedAt >= last.startedAt ? call : last),
    undefined,
  );
}

/** About four letters a token, in English as in code. */
const lettersPerToken = 4;

function modelCall(run: NodeRun, span: Span, now: number) {
  const { attributes } = span;
  // The model node that was used has a span too; the call itself is its user's.
  if (span.kind !== "model" || attributes["heddle.used_by"] !== undefined) return [];
  const isOpen = span.endedAt === undefined && run.status === "running";
  const known = tokensPerSecond(span);
  // What a call that goes on will be billed to is known at its end; until then it goes by its name.
  const model = String(attributes["heddle.model"] ?? attributes["gen_ai.request.model"] ?? span.name);
  const guess = isOpen ? streamingSpeed(run, now) : undefined;
  return [
    { model, startedAt: span.startedAt, isOpen, tokensPerSecond: known ?? guess, isEstimate: known === undefined },
  ];
}

function streamingSpeed(run: NodeRun, now: number): number | undefined {
  const letters = Object.values(run.streamed ?? {}).reduce((sum, text) => sum + text.length, 0);
  const seconds = (now - (run.firstTextAt ?? now)) / 1_000;
  // The first moments say nothing: one piece of text over almost no time.
  return seconds < 0.3 ? undefined : letters / lettersPerToken / seconds;
}
