import { tokensOut } from "@/components/run/token-words";
import { formatCount, formatPlural } from "@/components/ui/format";
import type { NodeRun } from "@/nodes/core/node-run";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import { addUses, usesOf } from "@/nodes/core/use-tally";
import type { NodeFacts } from "./node-facts";

/**
 * What the card of a model says of the calls that others made with it in a run of this status: those that are over, as the
 * run itself counts them, and how many are under way.
 */
export function lentFacts({ spans, earlierUses }: NodeRun, runStatus: RunStatus): NodeFacts {
  const open = isRunOver(runStatus) ? [] : spans.filter(({ endedAt }) => endedAt === undefined);
  const { calls, failed, outputTokens } = addUses(earlierUses, usesOf(spans.filter((span) => !open.includes(span))));
  const counted = calls === 0 ? [] : [formatPlural(calls, "call")];
  if (open.length > 0) {
    const tokens = outputTokens === 0 ? [] : [`${formatCount(outputTokens)} tok out`];
    return { status: "running", word: `${formatCount(open.length)} under way`, facts: [...counted, ...tokens] };
  }
  const facts = [...counted, ...(outputTokens === 0 ? [] : [tokensOut(outputTokens)])];
  if (failed === 0) return { status: "completed", word: "Used", facts };
  const status = runStatus === "canceled" ? "canceled" : "failed";
  return { status, word: failed === calls ? words[status] : `${failed} ${status}`, facts };
}

const words = { canceled: "Canceled", failed: "Failed" };
