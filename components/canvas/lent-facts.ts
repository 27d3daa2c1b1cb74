import { formatPlural } from "@/components/ui/format";
import type { NodeRun, Span } from "@/nodes/core/node-run";
import { isRunOver, type RunStatus } from "@/nodes/core/run-status";
import type { NodeFacts } from "./node-facts";

/** What the card of a model says of the calls that others made with it in a run of this status. */
export function lentFacts({ spans }: NodeRun, runStatus: RunStatus): NodeFacts {
  const isOver = isRunOver(runStatus);
  const open = isOver ? [] : spans.filter(({ endedAt }) => endedAt === undefined);
  const facts = [formatPlural(spans.length, "call"), ...tokensOf(spans)];
  if (open.length > 0) return { status: "running", word: "In use", facts };
  const broken = spans.filter(isWithoutAnswer).length;
  if (broken === 0) return { status: "completed", word: "Used", facts };
  const status = runStatus === "canceled" ? "canceled" : "failed";
  return { status, word: broken === spans.length ? words[status] : `${broken} ${status}`, facts };
}

const words = { canceled: "Canceled", failed: "Failed" };

function tokensOf(spans: readonly Span[]): string[] {
  const tokens = spans.reduce((sum, { attributes }) => sum + Number(attributes["heddle.output_tokens"] ?? 0), 0);
  return tokens === 0 ? [] : [formatPlural(tokens, "token")];
}

/** A call ends with the tokens that it gave; one that failed or was canceled gave none. */
function isWithoutAnswer({ error, attributes }: Span): boolean {
  return error !== undefined || attributes["heddle.output_tokens"] === undefined;
}
