import { heldWord, isHeld } from "@/components/run/held-nodes";
import { nodeRunStatus } from "@/components/run/node-run-status";
import { inPartWord, ranInPart } from "@/components/run/ran-in-part";
import { tokensOut } from "@/components/run/token-words";
import { writingSpeed, writtenTokens } from "@/components/run/writing-speed";
import { formatCount, formatDuration, formatPlural } from "@/components/ui/format";
import { type StatusName, statusLooks } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";

/** What a card says of a node run: its state in a word, and up to three short facts. */
export interface NodeFacts {
  readonly status: StatusName;
  readonly word: string;
  readonly facts: readonly string[];
}

export function nodeFacts(run: NodeRun): NodeFacts {
  const status = nodeRunStatus(run);
  return { status, word: wordOf(run, status), facts: factsOf(run) };
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

function factsOf(run: NodeRun): string[] {
  if (run.status === "running") return writingFacts(run);
  if (run.status !== "completed") return run.durationMs === undefined ? [] : [formatDuration(run.durationMs)];
  const tokens = run.usage?.outputTokens ?? 0;
  return [
    ...(run.reusedFrom === undefined && run.durationMs !== undefined ? [formatDuration(run.durationMs)] : []),
    ...(tokens === 0 ? [] : [tokensOut(tokens)]),
    ...(run.retries.length === 0 ? [] : [formatPlural(run.retries.length, "retry", "retries")]),
  ];
}

/** Both are guesses: the server counts tokens at the end. */
function writingFacts(run: NodeRun): string[] {
  const tokens = writtenTokens(run);
  if (tokens === undefined) return [];
  const speed = writingSpeed(run);
  return [
    ...(speed === undefined ? [] : [`≈ ${formatCount(Math.round(speed))} tok/s`]),
    `≈ ${formatCount(tokens)} tok out`,
  ];
}

export function streamedText(run: NodeRun): string | undefined {
  const texts = Object.values(run.streamed ?? {});
  return texts.length === 0
    ? undefined
    : texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}
