import { formatCount, formatDuration, formatPlural } from "@/components/ui/format";
import type { NodeRun, Span } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { lastEventTypes, type Usage } from "@/nodes/core/trace-event";
import { tokensPerSecond } from "./run-rows";
import type { RunView } from "./run-store";
import { tokensInAndOut } from "./token-words";
import { writingSpeed } from "./writing-speed";

/** How long a run took from its start, or takes so far, in milliseconds; 0 while it is queued. */
export function runDuration(run: RunState, now: number): number {
  const start = run.startedAt;
  if (start === undefined) return 0;
  return Math.max(0, (run.finishedAt ?? now) - start);
}

/**
 * "1.9 s · 3 model calls, 1 under way · 240 tokens in, 172 out": what there is to count. Calls and tokens count when a call
 * is over.
 * @param openCalls those that are under way
 */
export function runFacts(durationMs: number, usage: Usage, openCalls = 0): string {
  const calls = [
    ...(usage.modelCalls === 0 ? [] : [formatPlural(usage.modelCalls, "model call")]),
    ...(openCalls === 0
      ? []
      : [`${usage.modelCalls === 0 ? formatPlural(openCalls, "model call") : formatCount(openCalls)} under way`]),
  ].join(", ");
  return [formatDuration(durationMs), calls, tokensInAndOut(usage)].filter((fact) => fact !== "").join(" · ");
}

/** How many calls of models are under way. */
export function openModelCalls({ nodeRuns, status }: RunState): number {
  if (isRunOver(status)) return 0;
  let count = 0;
  for (const run of nodeRuns.values()) {
    if (run.status !== "running") continue;
    for (const span of run.spans) if (span.endedAt === undefined && isModelCall(span)) count += 1;
  }
  return count;
}

/** The model node that was used has a span too; the call itself is its user's. */
function isModelCall({ kind, attributes }: Span): boolean {
  return kind === "model" && attributes["heddle.used_by"] === undefined;
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
export function modelSpeed(run: RunState): ModelSpeed | undefined {
  const calls = [...run.nodeRuns.values()].flatMap((one) => one.spans.flatMap((span) => modelCall(one, span)));
  const open = calls.filter((call) => call.isOpen);
  return (open.length > 0 ? open : calls).reduce<ReturnType<typeof modelCall>[number] | undefined>(
    (last, call) => (last === undefined || call.startedAt >= last.startedAt ? call : last),
    undefined,
  );
}

function modelCall(run: NodeRun, span: Span) {
  if (!isModelCall(span)) return [];
  const { attributes } = span;
  const isOpen = span.endedAt === undefined && run.status === "running";
  const known = tokensPerSecond(span);
  // What a call that goes on will be billed to is known at its end; until then it goes by its name.
  const model = String(attributes["heddle.model"] ?? attributes["gen_ai.request.model"] ?? span.name);
  const guess = isOpen ? writingSpeed(run) : undefined;
  return [
    { model, startedAt: span.startedAt, isOpen, tokensPerSecond: known ?? guess, isEstimate: known === undefined },
  ];
}
