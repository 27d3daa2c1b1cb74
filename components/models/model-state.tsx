import { formatDuration, formatRelativeTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import type { ModelSummary } from "./model-types";

export interface ModelStateProps {
  status: ModelSummary["status"];
  now: Date;
  /** The word alone: the details stand elsewhere. */
  isBrief: boolean;
}

/** How the last call to a model went, in words; nothing is asked for it. */
export function ModelState({ status, now, isBrief }: ModelStateProps) {
  if (status.state === "unknown") return <Status status="pending" label="Not used yet" />;
  const when = status.at === undefined ? undefined : formatRelativeTime(new Date(status.at), now);
  const hasFailed = status.error !== undefined;
  return (
    <div className="grid gap-0.5">
      <span className="flex items-center gap-2 whitespace-nowrap">
        <Status status={hasFailed ? "failed" : "completed"} label={stateWord(status)} />
        {when && <span className="text-faint text-sm">{when}</span>}
      </span>
      {!isBrief && <Details status={status} />}
    </div>
  );
}

function Details({ status }: { status: ModelSummary["status"] }) {
  if (status.error) {
    return (
      <span className="line-clamp-2 max-w-80 text-pretty text-dim text-sm" title={status.error.message}>
        {status.error.message}
      </span>
    );
  }
  return <span className="whitespace-nowrap text-dim text-sm tabular-nums">{speedFacts(status).join(" · ")}</span>;
}

function stateWord({ state, error }: ModelSummary["status"]): string {
  if (error === undefined) return "Answers";
  return state === "reachable" ? "Refused the last call" : "Failing";
}

/** "first token 120 ms", "45 tok/s", as far as they were measured. */
export function speedFacts(figures: { timeToFirstTokenMs?: number; tokensPerSecond?: number }): string[] {
  const { timeToFirstTokenMs, tokensPerSecond } = figures;
  return [
    ...(timeToFirstTokenMs === undefined ? [] : [`first token ${formatDuration(timeToFirstTokenMs)}`]),
    ...(tokensPerSecond === undefined
      ? []
      : [`${tokensPerSecond >= 10 ? Math.round(tokensPerSecond) : tokensPerSecond.toFixed(1)} tok/s`]),
  ];
}
