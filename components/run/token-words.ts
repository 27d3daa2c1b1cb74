import { formatCount, formatPlural } from "@/components/ui/format";
import type { Usage } from "@/nodes/core/trace-event";

/** "240 tokens in, 720 out": what models read and wrote; empty where neither. */
export function tokensInAndOut({ inputTokens, outputTokens }: Pick<Usage, "inputTokens" | "outputTokens">): string {
  if (inputTokens === 0 && outputTokens === 0) return "";
  return `${formatPlural(inputTokens, "token")} in, ${formatCount(outputTokens)} out`;
}

/** "720 tokens out": what models wrote, where there is room for no more. */
export function tokensOut(count: number): string {
  return `${formatPlural(count, "token")} out`;
}
