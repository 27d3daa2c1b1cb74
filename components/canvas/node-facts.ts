import { heldWord, isHeld } from "@/components/run/held-nodes";
import { nodeRunStatus } from "@/components/run/node-run-status";
import { inPartWord, ranInPart } from "@/components/run/ran-in-part";
import { formatCount, formatDuration, formatPlural } from "@/components/ui/format";
import { type StatusName, statusLooks } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";

/** What a card says of a node run: its state in a word, and up to three short facts. */
export interface NodeFacts {
  readonly status: StatusName;
  readonly word: string;
  readonly facts: readonly string[];
}

export function nodeFacts(run: NodeRun, now: number): NodeFacts {
  const status = nodeRunStatus(run);
  return { status, word: wordOf(run, status), facts: factsOf(run, now) };
}

function wordOf(run: NodeRun, status: StatusName): string {
  switch (run.status) {
    case "running":
      return run.streamed === undefined ? openSpanWord(run) : "Writing";
    case "waiting":
      if (isHeld(run)) return heldWord;
      return run.waiting?.reason === "timer" ? "Waiting" : "Waiting for you";
    case "skipped":
      if (ranInPart(run)) return inPartWord;
      return run.skipReason === "disabled" ? "Disabled" : "Skipped";
    case "completed":
      return statusLooks[status].label;
    case "failed":
      return "Failed";
    case "canceled":
      return "Canceled";
    default:
      return "Pending";
  }
}

const spanWords: Partial<Record<NodeRun["spans"][number]["kind"], string>> = {
  model: "Asking the model",
  tool: "Using a tool",
  http: "Requesting",
  retrieval: "Looking up",
};

/** The innermost thing that is being done: "Using a tool". */
function openSpanWord(run: NodeRun): string {
  const open = run.spans.findLast((span) => span.endedAt === undefined);
  return (open && spanWords[open.kind]) ?? "Running";
}

function factsOf(run: NodeRun, now: number): string[] {
  if (run.status === "running") return writingFacts(run, now);
  if (run.status !== "completed") return run.durationMs === undefined ? [] : [formatDuration(run.durationMs)];
  const tokens = run.usage?.outputTokens ?? 0;
  return [
    ...(run.reusedFrom === undefined && run.durationMs !== undefined ? [formatDuration(run.durationMs)] : []),
    ...(tokens === 0 ? [] : [formatPlural(tokens, "token")]),
    ...(run.retries.length === 0 ? [] : [formatPlural(run.retries.length, "retry", "retries")]),
  ];
}

/** About four letters a token, in English as in code: the server counts them at the end. */
const lettersPerToken = 4;

function writingFacts(run: NodeRun, now: number): string[] {
  const text = streamedText(run);
  if (text === undefined || run.firstTextAt === undefined) return [];
  const tokens = Math.max(1, Math.round(text.length / lettersPerToken));
  const seconds = (now - run.firstTextAt) / 1_000;
  // The first moments say nothing: one piece of text over almost no time.
  const speed = seconds < 0.3 ? [] : [`${formatCount(Math.round(tokens / seconds))} tok/s`];
  return [...speed, formatPlural(tokens, "token")];
}

export function streamedText(run: NodeRun): string | undefined {
  const texts = Object.values(run.streamed ?? {});
  return texts.length === 0
    ? undefined
    : texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}
